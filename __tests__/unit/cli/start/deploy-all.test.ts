import { whatOthersNeed } from '../../../../cli/start/deploy-all';
import { cliStack } from '../../../helpers/cli-stack';
import { serveObjects, type FakeS3 } from '../../../helpers/fake-s3';

describe('waiting for the state bucket', () => {
  /** The key of the bucket itself. */
  const BUCKET = '';
  const objects = new Map<string, string>();
  let s3: FakeS3;

  const waiting = (bootstrapped: Promise<unknown>): Promise<void> =>
    whatOthersNeed({ bootstrap: { stack: cliStack('bootstrap') }, stacks: [], env: s3.env }, bootstrapped);

  beforeAll(async () => {
    s3 = await serveObjects('shop-tfstate', objects);
  });
  beforeEach(() => {
    objects.clear();
  });
  afterAll(() => s3.close());

  it('ends when the bucket exists, although the bootstrap goes on', async () => {
    const waited = waiting(new Promise(() => undefined));
    objects.set(BUCKET, '');
    await expect(waited).resolves.toBeUndefined();
  });

  it('fails as soon as the bootstrap fails', async () => {
    await expect(waiting(Promise.reject(new Error('no permission')))).rejects.toThrow('no permission');
  });
});
