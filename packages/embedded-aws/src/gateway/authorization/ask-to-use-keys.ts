import type { RequestContext } from '../../iam/request';
import { viaServiceOf } from '../arn';
import { asText } from '../json';
import type { Call } from './call';
import { attributesOfKey, describeKey, isAliasOfAws } from './kms-keys';
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
      ...(await attributesOfKey(call.request, call.moto, key)),
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
