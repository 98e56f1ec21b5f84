import { viaServiceOf } from '../arn';
import { callOperation } from '../calls';
import { asObject, asText } from '../json';
import type { AwsRequest } from '../request';
import type { Call } from './call';
import { ask, type Question } from './question';

/** What is decrypted for a caller. */
export interface Encrypted {
  /** Id, ARN or alias of its KMS key. */
  readonly keyId: string;
  /** What the service gives KMS beside it, e.g. the ARN of a secret. */
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/**
 * Asks for the permission to decrypt, which a service does with the permissions of its caller. Keys of AWS may be used by
 * everything in the account: their policies, not the callers', say so, and only through their service.
 * Sources: Secrets Manager User Guide, "Secret encryption and decryption in AWS Secrets Manager"; Systems Manager User
 * Guide, "Restricting decryption of SecureString parameter values".
 */
export async function askToDecrypt(call: Call, encrypted: readonly Encrypted[]): Promise<Question[]> {
  const { service, region } = call.request.scope;
  const asked = encrypted.map(async ({ keyId, encryptionContext }) => {
    const key = await customerKey(call, keyId);
    if (key === undefined) return [];
    return ask('kms:Decrypt', [key], {
      'kms:ViaService': viaServiceOf(service, region),
      'kms:CallerAccount': call.request.account,
      ...Object.fromEntries(
        Object.entries(encryptionContext).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
      ),
      'kms:EncryptionContextKeys': Object.keys(encryptionContext),
    });
  });
  return (await Promise.all(asked)).flat();
}

/** @returns the ARN of the key, or undefined if it is one of AWS */
async function customerKey(call: Call, keyId: string): Promise<string | undefined> {
  if (keyId === '' || /(^|:)alias\/aws\//.test(keyId)) return undefined;
  const found = await callOperation(kmsRequest(call.request), call.moto, 'DescribeKey', { KeyId: keyId });
  const { Arn, KeyManager } = asObject(found?.['KeyMetadata']);
  if (KeyManager === 'AWS') return undefined;
  return asText(Arn) || call.arnNamed('kms', keyId, `key/${keyId}`);
}

/** A call to KMS in the same place; without a signature, since the caller's names another service. */
function kmsRequest(request: AwsRequest): AwsRequest {
  const headers = {
    host: 'kms.amazonaws.com',
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'TrentService.DescribeKey',
  };
  return { ...request, scope: { ...request.scope, service: 'kms' }, headers };
}
