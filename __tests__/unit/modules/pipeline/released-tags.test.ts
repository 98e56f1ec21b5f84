import { digest, image, RELEASED, runRecord, type RecordRun, type Situation } from '../../../helpers/record-run';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();

/** Revisions 1 to 20 each have an image of their own; the newest is released now. */
const IMAGES = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index + 1, imageOf(index + 1)]));

function imageOf(revision: number): string {
  return revision === 20
    ? RELEASED
    : image(revision.toString(16).slice(-1)).replace(/..$/, String(revision).padStart(2, '0'));
}

/** Records a release on a repository with these tags by revisions whose images they are on. @param history of releases */
function record(
  tags: Readonly<Record<string, number>>,
  history: readonly number[] = Object.values(tags),
  more: Partial<Situation> = {},
): RecordRun {
  const byDigest: Record<string, string[]> = { [digest('a')]: ['built'] };
  for (const [tag, revision] of Object.entries(tags)) {
    const owner = imageOf(revision).split('@')[1] ?? '';
    byDigest[owner] = [...(byDigest[owner] ?? []), tag];
  }
  return runRecord(folder.path(), {
    deployments: [[[110, 20, 'SUCCESSFUL']]],
    images: IMAGES,
    tags: byDigest,
    history: ['us-docker.pkg.dev/cloudrun/container/hello@sha256:0', ...history.map(imageOf)],
    ...more,
  });
}

const released = (...revisions: readonly number[]): Record<string, number> =>
  Object.fromEntries(revisions.map((revision) => [`released-dev-${revision}`, revision]));

/** Tags that were taken away. */
function untagged({ changes }: RecordRun): string[] {
  return changes.flatMap((change) => /^batch-delete-image .*imageTag=(\S+)$/.exec(change)?.[1] ?? []);
}

const names = ({ changes }: RecordRun): string[] => changes.map((change) => change.split(' ')[0] ?? '');

describe('the tags of released images', () => {
  const LAST = [5, 7, 9, 11, 12, 13, 15, 17, 19];

  it('are on the last ten releases of the environment, this one included', () => {
    const run = record(released(2, 4, ...LAST));
    expect(run.changes[1]).toContain('put-image --repository-name shop-hello --image-tag released-dev-20 ');
    expect(untagged(run)).toEqual(['released-dev-4', 'released-dev-2']);
    expect(run.status).toBe(0);
  });

  it('count a release once that was released again, as a rollback does', () => {
    expect(untagged(record(released(2, 4, ...LAST), [2, 4, ...LAST, 19, 20, 19, 20, 2]))).toEqual([
      'released-dev-5',
      'released-dev-4',
    ]);
  });

  it('of other environments and of builds are left alone', () => {
    expect(untagged(record({ 'released-prod-1': 1, 'released-dev-x': 2, abc: 3, ...released(5) }))).toEqual([]);
  });

  it('do not count if a build has pushed them: that pushes no release out', () => {
    const forged = { 'released-dev-99': 1, 'released-dev-18': 2, 'released-dev-16': 2, 'released-dev-14': 2 };
    const run = record({ ...forged, ...released(...LAST) }, LAST);
    expect(untagged(run)).toEqual(['released-dev-99', 'released-dev-18', 'released-dev-16', 'released-dev-14']);
  });

  it('do not count on the image of a revision that ECS gave up, or that Terraform has registered', () => {
    const failed = released(2, 3, 4, 6, 8, 10, 14, 16, 18);
    const again = { 'released-dev-1': 19, 'released-dev-21': 19 };
    const run = record({ ...failed, ...again, ...released(...LAST) }, LAST, {
      images: { ...IMAGES, 1: imageOf(19), 21: imageOf(19) },
    });
    expect(untagged(run).sort()).toEqual(Object.keys(failed).sort());
  });

  it('are taken from many that a build has pushed, a few each time, and from no release', () => {
    const forged = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`released-dev-${1000 + index}`, 1]));
    const run = record({ ...forged, ...released(...LAST) }, LAST);
    expect(untagged(run)).toHaveLength(50);
    expect(untagged(run).filter((tag) => LAST.some((revision) => tag === `released-dev-${revision}`))).toEqual([]);
  });

  it('are taken from a build that was faster', () => {
    const run = record({ 'released-dev-20': 3 }, []);
    expect(names(run)).toEqual(['put-parameter', 'batch-delete-image', 'put-image']);
    expect(untagged(run)).toEqual(['released-dev-20']);
  });

  it('are taken again from a build that puts them in between, and never keep the image from its parameter', () => {
    const run = record({}, [], { taken: 2 });
    expect(names(run)).toEqual(['put-parameter', 'batch-delete-image', 'batch-delete-image', 'put-image']);
    expect(run.status).toBe(0);
    const endless = record({}, [], { taken: 1000 });
    expect(names(endless)[0]).toBe('put-parameter');
    expect(endless.log).toContain('The tag released-dev-20 is taken by somebody else again and again');
    expect(endless.status).toBe(1);
  });

  it('are put once, however often the same deployment is recorded', () => {
    expect(names(record(released(20)))).toEqual(['put-parameter']);
  });
});
