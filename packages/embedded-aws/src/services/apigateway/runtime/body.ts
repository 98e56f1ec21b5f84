import type { IncomingMessage } from 'node:http';

/** Bytes of the largest request (API Gateway Developer Guide, "Quotas for configuring and running a REST API"). */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Reads the body of a request.
 * @returns undefined if it is larger than API Gateway takes
 */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
