import { digest, image, RELEASED, runRecord, type RecordRun } from '../../../helpers/record-run';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();

/** Revisions 1 to 20 each have an image of their own; the newest is released now. */
const IMAGES = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index + 1, imageOf(index + 1)]));

function imageOf(revision: number): string {
  return revision === 20
    ? RELEASED
    : image(revision.toString(16).slice(-1)).replace(/..$/, String(revision).padStart(2, '0'));
}

/** Records a release on a repository with these tags by revisions whose images they are on. */
function record(tags: Readonly<Record<string, number>>): RecordRun {
  const byDigest: Record<string, string[]> = { [digest('a')]: ['built'] };
  for (const [tag, revision] of Object.entries(tags)) {
    const owner = imageOf(revision).split('@')[1] ?? '';
    byDigest[owner] = [...(byDigest[owner] ?? []), tag];
  }
  return runRecord(folder.path(), { deployments: [[[110, 20, 'SUCCESSFUL']]], images: IMAGES, tags: byDigest });
}

const released = (...revisions: readonly number[]): Record<string, number> =>
  Object.fromEntries(revisions.map((revision) => [`released-dev-${revision}`, revision]));

/** Tags that were taken away. */
function untagged({ changes }: RecordRun): string[] {
  return changes.flatMap((change) => /^batch-delete-image .*imageTag=(\S+)$/.exec(change)?.[1] ?? []);
}

describe('the tags of released images', () => {
  it('are on the last ten releases of the environment, this one included', () => {
    const run = record(released(2, 4, 5, 7, 9, 11, 12, 13, 15, 17, 19));
    expect(run.changes[0]).toContain('put-image --repository-name shop-hello --image-tag released-dev-20 ');
    expect(untagged(run)).toEqual(['released-dev-4', 'released-dev-2']);
    expect(run.status).toBe(0);
  });

  it('of other environments and of builds are left alone', () => {
    expect(untagged(record({ 'released-prod-1': 1, 'released-dev-x': 2, abc: 3, ...released(5) }))).toEqual([]);
  });

  it('do not count if a build has pushed them: that pushes no release out', () => {
    const forged = { 'released-dev-99': 1, 'released-dev-18': 2, 'released-dev-16': 2, 'released-dev-14': 2 };
    const run = record({ ...forged, ...released(5, 7, 9, 11, 12, 13, 15, 17, 19) });
    expect(untagged(run)).toEqual(['released-dev-99', 'released-dev-18', 'released-dev-16', 'released-dev-14']);
  });

  it('are taken from a build that was faster', () => {
    const run = record({ 'released-dev-20': 3 });
    expect(run.changes.map((change) => change.split(' ')[0])).toEqual([
      'batch-delete-image',
      'put-image',
      'put-parameter',
    ]);
    expect(untagged(run)).toEqual(['released-dev-20']);
  });

  it('are put once, however often the same deployment is recorded', () => {
    expect(record(released(20)).changes.map((change) => change.split(' ')[0])).toEqual(['put-parameter']);
  });
});
