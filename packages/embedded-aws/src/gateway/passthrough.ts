import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { endToEnd } from './answer';
import { errorAnswer } from './aws-error';
import { type MotoAddress, openMoto, readAnswer } from './moto-client';
import { refusalOf } from './refusal';
import type { AwsRequest } from './request';
import { writeAnswer } from './write-answer';

/** Passes a call on to moto and its answer back without holding either in memory. */
export async function passThrough(
  moto: MotoAddress,
  call: Omit<AwsRequest, 'body'>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = await openMoto(moto, call, incoming);
  if ((found.statusCode ?? 0) < 400 || call.method === 'HEAD') {
    response.writeHead(found.statusCode ?? 0, endToEnd(found.headers));
    return pipeline(found, response);
  }
  const answer = await readAnswer(found);
  const refusal = refusalOf(call, answer);
  writeAnswer(response, refusal === undefined ? answer : errorAnswer(call.protocol, refusal));
}
