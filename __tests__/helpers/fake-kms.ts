import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The part of KMS that describes keys. */
export interface FakeKms {
  /** Makes clients of AWS ask it. */
  readonly env: Readonly<Record<string, string>>;
  /** The aliases that it was asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Describes keys on loopback. Source: AWS KMS API Reference, "DescribeKey".
 * @param answer to the question for an alias: `there`, or the name of an error
 */
export async function serveKeys(answer: (alias: string) => string): Promise<FakeKms> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { KeyId: alias } = JSON.parse(body) as { KeyId: string };
      asked.push(alias);
      const answered = answer(alias);
      const isThere = answered === 'there';
      response.writeHead(isThere ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(isThere ? { KeyMetadata: { KeyId: '0a' } } : { __type: answered, message: 'no' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  return {
    env,
    asked,
    close: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  };
}
