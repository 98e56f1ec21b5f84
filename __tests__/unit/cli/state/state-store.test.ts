import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStateStore, type StateStore } from '../../../../cli/state/state-store';

const KEY = 'shop/dev-gateway.tfstate';

describe('the state bucket', () => {
  /** What S3 answers, by method. */
  let answers: Readonly<Record<string, readonly [status: number, code: string]>> = {};
  const asked: string[] = [];
  const s3 = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${String(request.headers['x-amz-server-side-encryption'] ?? '')}`.trim());
    const [status, code] = answers[request.method ?? ''] ?? [200, ''];
    request.resume().once('end', () => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(code === '' ? '' : `<Error><Code>${code}</Code></Error>`);
    });
  });
  let store: StateStore;

  beforeAll(async () => {
    await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
    store = openStateStore(
      { bucket: 'shop-tfstate', region: 'eu-central-1' },
      {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${(s3.address() as AddressInfo).port}`,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    );
  });
  beforeEach(() => {
    answers = {};
    asked.length = 0;
  });
  afterAll(() => {
    s3.close();
    s3.closeAllConnections();
  });

  test('names no key for what it writes: the bucket has one', async () => {
    await expect(store.create(KEY, '{}')).resolves.toBe(true);
    await store.write(KEY, '{}');
    expect(asked).toEqual(['PUT', 'PUT']);
  });

  test.each([409, 412])('creates nothing where something is: S3 answers %d', async (status) => {
    answers = { PUT: [status, 'PreconditionFailed'] };
    await expect(store.create(KEY, '{}')).resolves.toBe(false);
  });

  test('has no object of a key that S3 does not know', async () => {
    answers = { GET: [404, 'NoSuchKey'] };
    await expect(store.read(KEY)).resolves.toBeUndefined();
  });

  test.each<[string, () => Promise<unknown>]>([
    ['create', () => store.create(KEY, '{}')],
    ['write', () => store.write(KEY, '{}')],
    ['remove', () => store.remove(KEY)],
  ])('that is missing fails every change: %s', async (_, change) => {
    answers = { PUT: [404, 'NoSuchBucket'], DELETE: [404, 'NoSuchBucket'] };
    await expect(change()).rejects.toThrow('The state bucket shop-tfstate in eu-central-1 does not exist.');
  });
});
