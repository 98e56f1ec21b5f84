import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reviewSides } from '../../../../cli/review/review-stacks';
import { localKey } from '../../../../cli/review/record/mac-key';
import { sealRecord } from '../../../../cli/review/record/record-file';
import { writeRecord } from '../../../../cli/review/record/record-storage';
import { deployReviewed } from '../../../../cli/reviewed/deploy-reviewed';
import type { Stack } from '../../../../cli/stacks/manifest';
import { cliStack } from '../../../helpers/cli-stack';
import { serveObjects, type FakeS3 } from '../../../helpers/fake-s3';
import { reviewRecord } from '../../../helpers/review-record';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { testPlatform } from '../../../helpers/test-platform';

const FORMER = 'shop/dev-api.tfstate';
const NEW = 'shop/dev-gateway.tfstate';
const API = JSON.stringify({ version: 4, lineage: '1', outputs: { user_pool_id: { value: 'pool' } }, resources: [] });
const TERRAFORM = { binary: 'terraform', product: 'Terraform', version: '1.11.4' } as const;

/** Of the bucket itself, which exists. */
const BUCKET = '';

describe('while the state of a gateway is not moved', () => {
  const folder = temporaryFolder();
  const objects = new Map<string, string>();
  let s3: FakeS3;

  beforeAll(async () => {
    s3 = await serveObjects('shop-tfstate', objects);
  });
  beforeEach(() => {
    objects.clear();
    objects.set(BUCKET, '').set(FORMER, API);
  });
  afterAll(() => s3.close());

  const gateway = async (): Promise<Stack> => {
    const stack = { ...cliStack('dev-gateway'), folder: path.join(folder.path(), 'dev-gateway') };
    await mkdir(stack.folder, { recursive: true });
    await writeFile(path.join(stack.folder, 'cdk.tf.json'), JSON.stringify(stack.json));
    return stack;
  };

  const paths = (): { root: string; work: string; output: string } => {
    const root = folder.path();
    return { root, work: path.join(root, '.rehearsal'), output: path.join(root, 'cdktf.out') };
  };

  it('a review of the stack is refused, and names the command that moves the state', async () => {
    const head = { ref: 'HEAD', commit: '', stacks: [await gateway()] };
    const base = { ref: 'main', commit: '', stacks: [] };
    const review = reviewSides({ base, head }, TERRAFORM, {
      paths: paths(),
      env: s3.env,
      work: folder.path(),
      checksPolicy: false,
      step: (_, action) => action(() => undefined),
      tell: () => undefined,
    });
    await expect(review).rejects.toMatchObject({
      message: `States have to be moved first: that of dev-gateway is still ${FORMER}.`,
      hint: 'Deploying moves them: npm run deploy -- dev-gateway',
    });
    expect([...objects.keys()]).toEqual([BUCKET, FORMER]);
  });

  it('the deployment of a review moves it, although the review planned no change', async () => {
    const record = reviewRecord({ terraformVersion: TERRAFORM.version });
    await writeRecord(folder.path(), await sealRecord(record, await localKey(paths())));
    const stacks = [cliStack('bootstrap'), await gateway()];
    const told: string[] = [];
    await deployReviewed(
      { paths: paths(), platform: testPlatform(), terraform: TERRAFORM, stacks, env: s3.env },
      {
        source: folder.path(),
        patterns: [],
        isApproved: true,
        tell: (text) => told.push(text),
        finish: (work) => work,
      },
    );
    expect(objects.get(NEW)).toBe(API);
    expect(told).toEqual([
      `Moved the state ${FORMER} to ${NEW}: the stack is called dev-gateway now.`,
      'The review found nothing to change in these stacks.',
    ]);
  });
});
