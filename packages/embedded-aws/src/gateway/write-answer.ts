import type { ServerResponse } from 'node:http';

import type { AwsAnswer } from './answer';

/** Sends an answer. */
export function writeAnswer(response: ServerResponse, { status, headers, body }: AwsAnswer): void {
  const isHead = response.req.method === 'HEAD';
  response.writeHead(status, isHead ? headers : { ...headers, 'content-length': String(body.length) });
  response.end(isHead ? undefined : body);
}
