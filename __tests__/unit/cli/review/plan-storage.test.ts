import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { downloadPlans } from '../../../../cli/review/plan-storage';
import { downloadList } from '../../../../cli/reviewed/download-list';
import { serveObjects, type FakeS3 } from '../../../helpers/fake-s3';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const temporary = temporaryFolder();
const bucket = { bucket: 'states', region: 'eu-central-1' };
let s3: FakeS3 | undefined;

afterEach(async () => {
  await s3?.close();
});

/** A list of plans, as a review writes it. */
function list(plans: Readonly<Record<string, object>>, failed: readonly string[] = []): string {
  const common = { isRemoved: false, hasChanges: true, placeholders: false, jsonSha256: '0', lockFile: 'l' };
  return JSON.stringify({
    ...{ version: 1, terraformVersion: '1.11.4', failed },
    ...{ base: { ref: 'main', commit: 'b' }, head: { ref: 'head', commit: 'h' } },
    plans: Object.entries(plans).map(([stack, more]) => ({ stack, planFile: `${stack}.tfplan`, ...common, ...more })),
  });
}

describe('the plans of a review in the state bucket', () => {
  it('are all downloaded, however many there are', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `dev-${index}.tfplan`);
    const keys = [...names, 'plans.json'].map((name) => [`reviews/c0ffee/${name}`, list({})] as const);
    s3 = await serveObjects('states', new Map(keys));
    const folder = join(temporary.path(), 'plans');
    await downloadPlans(folder, 'c0ffee', bucket, s3.env);
    expect(readdirSync(folder)).toHaveLength(26);
  });
});

describe('the stacks that a review has something to deploy of', () => {
  it('are those with changes, and those that could not be planned, whose job fails', async () => {
    const plans = list({ 'dev-a': {}, 'dev-b': { hasChanges: false }, 'dev-c': { isRemoved: true } }, ['prod-a']);
    s3 = await serveObjects('states', new Map([['reviews/c0ffee/plans.json', plans]]));
    expect(await downloadList('c0ffee', bucket, s3.env)).toEqual(['dev-a', 'prod-a']);
  });
});
