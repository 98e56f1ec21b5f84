import type { RequestContext } from '../../iam/request';
import { viaServiceOf } from '../arn';
import { callOperation } from '../calls';
import type { Next } from '../handler';
import { asObject, asText, type JsonObject } from '../json';
import type { AwsRequest } from '../request';
import type { Call } from './call';
import { ask, type Question } from './question';

/** What is encrypted or decrypted for a caller. */
export interface Encrypted {
  /** Id, ARN or alias of its KMS key; empty if it has none. */
  readonly keyId: string;
  /** What the service gives KMS beside it, e.g. the ARN of a secret. */
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/** What a service does with a KMS key for its caller. */
export interface KeyUse extends Encrypted {
  /** E.g. `kms:Decrypt`. */
  readonly action: string;
  /** Further condition keys. @default none */
  readonly context?: RequestContext;
}

/**
 * Asks for the permission to decrypt, which a service does with the permissions of its caller.
 * Sources: Secrets Manager User Guide, "Secret encryption and decryption in AWS Secrets Manager"; Systems Manager User
 * Guide, "Restricting decryption of SecureString parameter values".
 */
export function askToDecrypt(call: Call, encrypted: readonly Encrypted[]): Promise<Question[]> {
  return askToUseKeys(
    call,
    encrypted.map((each) => ({ action: 'kms:Decrypt', ...each })),
  );
}

/**
 * Asks for what a service does with keys on behalf of its caller. Keys of AWS may be used by everything in the account:
 * their policies, not the callers', say so, and only through their service.
 * Source: AWS KMS Developer Guide, "AWS KMS condition keys", kms:ViaService.
 */
export async function askToUseKeys(call: Call, uses: readonly KeyUse[]): Promise<Question[]> {
  const { service, region } = call.request.scope;
  const asked = uses.map(async ({ action, keyId, encryptionContext, context }) => {
    const key = await customerKey(call, keyId);
    if (key === undefined) return [];
    return ask(action, [key], {
      'kms:ViaService': viaServiceOf(service, region),
      'kms:CallerAccount': call.request.account,
      ...encryptionContextKeys(encryptionContext),
      ...context,
    });
  });
  return (await Promise.all(asked)).flat();
}

/** An encryption context as conditions name it (AWS KMS Developer Guide, "AWS KMS condition keys"). */
export function encryptionContextKeys(encryptionContext: Readonly<Record<string, string>>): RequestContext {
  return {
    ...Object.fromEntries(
      Object.entries(encryptionContext).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
    ),
    'kms:EncryptionContextKeys': Object.keys(encryptionContext),
  };
}

/** @returns the ARN of the key, or undefined if it is one of AWS */
async function customerKey(call: Call, keyId: string): Promise<string | undefined> {
  if (keyId === '' || isAliasOfAws(keyId)) return undefined;
  const { Arn, KeyManager } = (await describeKey(call.request, call.moto, keyId)) ?? {};
  if (KeyManager === 'AWS') return undefined;
  return asText(Arn) || call.arnNamed('kms', keyId, `key/${keyId}`);
}

/** Whether it names a key that AWS manages for the account, e.g. `alias/aws/s3`. */
export function isAliasOfAws(keyId: string): boolean {
  return /(^|:)alias\/aws\//.test(keyId);
}

/**
 * Reads what KMS knows of a key in the place where a call of another service goes.
 * @param keyId id, ARN or alias
 * @returns its `KeyMetadata`, or undefined if there is no such key
 */
export async function describeKey(
  request: Omit<AwsRequest, 'body'>,
  moto: Next,
  keyId: string,
): Promise<JsonObject | undefined> {
  const found = await callOperation(kmsRequest(request), moto, 'DescribeKey', { KeyId: keyId });
  return found && asObject(found['KeyMetadata']);
}

/** A call to KMS in the same place; without a signature, since the caller's names another service. */
function kmsRequest(request: Omit<AwsRequest, 'body'>): AwsRequest {
  const headers = {
    host: 'kms.amazonaws.com',
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'TrentService.DescribeKey',
  };
  const scope = { ...request.scope, service: 'kms' };
  return {
    ...request,
    scope,
    headers,
    method: 'POST',
    target: '/',
    path: '/',
    protocol: 'json',
    body: Buffer.alloc(0),
  };
}
