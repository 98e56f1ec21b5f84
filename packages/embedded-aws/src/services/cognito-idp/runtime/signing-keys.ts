import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

import type { JWK } from 'jose';

import type { JsonObject } from '../../../gateway/json';
import type { Memory } from '../../../gateway/table';

/** A key that tokens are signed with. */
export interface SigningKey {
  /** The public half, as a JSON Web Key (RFC 7517). */
  readonly jwk: JWK;
  /** Signs claims as a JSON Web Token (RFC 7519) with RS256. */
  readonly sign: (claims: JsonObject) => string;
}

/** The keys of a user pool (Amazon Cognito Developer Guide, "Verifying JSON web tokens"). */
export interface SigningKeys {
  readonly access: SigningKey;
  readonly id: SigningKey;
}

/** Keys by id of the user pool, per embedded AWS. */
const keys = new WeakMap<Memory, Map<string, Promise<SigningKeys>>>();

/** The keys of a user pool, made when they are first needed. */
export function signingKeysOf(memory: Memory, userPoolId: string): Promise<SigningKeys> {
  const known = keys.get(memory) ?? new Map<string, Promise<SigningKeys>>();
  keys.set(memory, known);
  const found = known.get(userPoolId) ?? createKeys();
  known.set(userPoolId, found);
  return found;
}

/** Forgets the keys of a user pool, so that its tokens are no longer accepted. */
export function forgetSigningKeys(memory: Memory, userPoolId: string): void {
  keys.get(memory)?.delete(userPoolId);
}

async function createKeys(): Promise<SigningKeys> {
  const [access, id] = await Promise.all([createKey(), createKey()]);
  return { access, id };
}

async function createKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const { e, n } = publicKey.export({ format: 'jwk' });
  const required = { e: String(e), kty: 'RSA', n: String(n) };
  // RFC 7638: a key is named by the hash of its required members, in this order.
  const kid = createHash('sha256').update(JSON.stringify(required)).digest('base64url');
  return {
    jwk: { ...required, kid, alg: 'RS256', use: 'sig' },
    sign: (claims) => signToken({ alg: 'RS256', kid }, claims, privateKey),
  };
}

function signToken(header: JsonObject, claims: JsonObject, key: KeyObject): string {
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`;
}
