import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of S3 that lists and gives the objects of one bucket. */
export interface FakeS3 {
  /** Makes clients of AWS ask it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Keys in one answer: S3 lists a thousand at most, or fewer. Source: Amazon S3 API reference, "ListObjectsV2". */
const PAGE = 10;

/** Serves objects on loopback, the list of them in pages as S3 does. @param objects texts by key */
export async function serveObjects(bucket: string, objects: ReadonlyMap<string, string>): Promise<FakeS3> {
  const keys = [...objects.keys()].sort();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3.invalid');
    const object = objects.get(decodeURIComponent(pathname.slice(`/${bucket}/`.length)));
    if (searchParams.has('list-type')) {
      response.setHeader('content-type', 'application/xml');
      response.end(listOf(keys, Number(searchParams.get('continuation-token') ?? 0)));
    } else if (object === undefined) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end('<Error><Code>NoSuchKey</Code></Error>');
    } else response.end(object);
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
