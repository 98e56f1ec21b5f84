import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The part of S3 that lists, gives and takes the objects of one bucket. */
export interface FakeS3 {
  /** Makes clients of AWS ask it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Keys in one answer: S3 lists a thousand at most, or fewer. Source: Amazon S3 API reference, "ListObjectsV2". */
const PAGE = 10;

/**
 * Serves objects on loopback, the list of them in pages as S3 does.
 * @param objects texts by key, which changes as S3 is asked to; the bucket itself has the empty key
 */
export async function serveObjects(bucket: string, objects: Map<string, string>): Promise<FakeS3> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3.invalid');
    const key = decodeURIComponent(pathname.slice(`/${bucket}/`.length));
    const refuse = (status: number, code: string): void => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>${code}</Code></Error>`);
    };
    if (request.method === 'PUT' && request.headers['if-none-match'] === '*' && objects.has(key)) {
      refuse(412, 'PreconditionFailed');
    } else if (request.method === 'PUT') {
      void text(request).then((body) => response.end(void objects.set(key, body)));
    } else if (request.method === 'DELETE') {
      response.writeHead(204).end(void objects.delete(key));
    } else if (searchParams.has('list-type')) {
      response.setHeader('content-type', 'application/xml');
      response.end(listOf([...objects.keys()].sort(), Number(searchParams.get('continuation-token') ?? 0)));
    } else {
      const object = objects.get(key);
      if (object === undefined) refuse(404, 'NoSuchKey');
      else response.end(object);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listOf(keys: readonly string[], from: number): string {
  const isTruncated = keys.length > from + PAGE;
  const contents = keys.slice(from, from + PAGE).map((key) => `<Contents><Key>${key}</Key></Contents>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>',
    `<IsTruncated>${isTruncated}</IsTruncated>`,
    ...(isTruncated ? [`<NextContinuationToken>${from + PAGE}</NextContinuationToken>`] : []),
    ...contents,
    '</ListBucketResult>',
  ].join('');
}
