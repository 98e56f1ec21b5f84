import { randomUUID } from 'node:crypto';

import { cbor } from '@smithy/core/cbor';

import type { AwsAnswer } from './answer';
import type { Protocol } from './protocol';
import { writeXml } from './xml';

/** An error that a caller gets as an AWS service would give it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  /**
   * @param code as the operation's page in the API reference lists it, e.g. `ResourceNotFoundException`
   * @param message for people
   * @param status HTTP status @default 400
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** @returns the error as the service's protocol writes it (Smithy specification, "AWS Protocols", error handling) */
export function errorAnswer(protocol: Protocol, { code, message, status }: AwsError): AwsAnswer {
  const requestId = randomUUID();
  const [type, body] = ERROR_WRITERS[protocol]({ code, message, requestId });
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-errortype': code, 'x-amzn-requestid': requestId },
    body: Buffer.from(body),
  };
}

interface ErrorFields {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

/** Content type and body, per protocol. */
type ErrorWriter = (error: ErrorFields) => readonly [string, string | Buffer];

const ERROR_WRITERS: Readonly<Record<Protocol, ErrorWriter>> = {
  json: ({ code, message }) => ['application/x-amz-json-1.1', JSON.stringify({ __type: code, message })],
  'rest-json': ({ code, message }) => ['application/json', JSON.stringify({ __type: code, message })],
  cbor: ({ code, message }) => ['application/cbor', Buffer.from(cbor.serialize({ __type: code, message }))],
  query: ({ code, message, requestId }) => [
    'text/xml',
    writeXml({ ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: requestId } }),
  ],
  ec2: ({ code, message, requestId }) => [
    'text/xml',
    writeXml({ Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId } }),
  ],
  'rest-xml': ({ code, message, requestId }) => [
    'application/xml',
    writeXml({ Error: { Code: code, Message: message, RequestId: requestId } }),
  ],
};
