import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { parse } from 'node:querystring';

import { asObject, asText, type JsonObject } from '../../../gateway/json';
import { parseJson } from '../../../parse-json';

/** A call of a webhook's URL. */
export interface WebhookRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * The headers of GitHub's signatures by hash (GitHub Docs, "Validating webhook deliveries"). AWS has known the older one
 * from the start; both are sent and both prove the secret.
 */
const SIGNATURES = { 'x-hub-signature-256': 'sha256', 'x-hub-signature': 'sha1' } as const;

/** Whether all signatures of a call, of which there must be one, were made with the secret. */
export function isSigned({ headers, body }: WebhookRequest, secret: string): boolean {
  const given = Object.entries(SIGNATURES).filter(([header]) => headers[header] !== undefined);
  return given.length > 0 && given.every(([header, hash]) => fits(asText(headers[header]), hash, secret, body));
}

function fits(signature: string, hash: string, secret: string, body: Buffer): boolean {
  const expected = Buffer.from(`${hash}=${createHmac(hash, secret).update(body).digest('hex')}`);
  const found = Buffer.from(signature);
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/** The event that a call tells of: its body, or the field `payload` of a form; empty if it is no JSON. */
export function payloadOf({ headers, body }: WebhookRequest): JsonObject {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const text = isForm ? String(parse(body.toString())['payload']) : body.toString();
  return asObject(parseJson(text));
}
