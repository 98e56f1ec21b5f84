import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

import type { JsonObject } from '../../json';
import type { Memory } from '../../table';

/** A key that tokens are signed with. */
export interface SigningKey {
  /** The public half, as a JSON Web Key (RFC 7517). */
  readonly jwk: JsonObject;
  /** Signs claims as a JSON Web Token (RFC 7519) with RS256. */
  readonly sign: (claims: JsonObject) => string;
}

const keys = new WeakMap<Memory, Promise<SigningKey>>();

/** The signing key of a gateway, made when it is first needed. */
export function signingKeyOf(memory: Memory): Promise<SigningKey> {
  const key = keys.get(memory) ?? createKey();
  keys.set(memory, key);
  return key;
}

async function createKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const { e, kty, n } = publicKey.export({ format: 'jwk' });
  // RFC 7638: a key is named by the hash of its required members, in this order.
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return {
    jwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' },
    sign: (claims) => signToken({ alg: 'RS256', kid }, claims, privateKey),
  };
}

function signToken(header: JsonObject, claims: JsonObject, key: KeyObject): string {
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`;
}
