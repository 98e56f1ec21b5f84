import { arnOf } from '../../gateway/arn';
import { describeKey, isAliasOfAws } from '../../gateway/authorization/kms-keys';
import { AwsError } from '../../gateway/aws-error';
import type { Next } from '../../gateway/handler';
import { asText } from '../../gateway/json';
import type { AwsRequest } from '../../gateway/request';
import { ENCRYPTION_HEADERS, encryptionOfWrite } from './encryption';

const WRITES = new Set(['PutObject', 'CreateMultipartUpload']);

/**
 * Tells moto of a write how its object is encrypted, down to the ARN of the key: an object keeps its key when an alias, or
 * the default of its bucket, names another one. moto would take the bucket's key where a request names none.
 * @throws AwsError of a key that cannot encrypt
 */
export async function adjustWrite(request: AwsRequest, moto: Next): Promise<AwsRequest> {
  if (!WRITES.has(request.operation)) return request;
  const encryption = await encryptionOfWrite(request, moto);
  if (encryption === undefined) return request;
  const headers = {
    ...request.headers,
    [ENCRYPTION_HEADERS.algorithm]: encryption.algorithm,
    [ENCRYPTION_HEADERS.keyId]: await keyArn(request, encryption.keyId, moto),
    [ENCRYPTION_HEADERS.hasBucketKey]: String(encryption.hasBucketKey),
  };
  return { ...request, headers };
}

async function keyArn(request: AwsRequest, keyId: string, moto: Next): Promise<string> {
  if (keyId === '' || isAliasOfAws(keyId)) return arnOf(request, 'kms', 'alias/aws/s3');
  const key = await describeKey(request, moto, keyId);
  if (key === undefined) throw new AwsError('KMS.NotFoundException', `Key '${keyId}' does not exist`);
  if (key['KeyState'] === 'Disabled') throw new AwsError('KMS.DisabledException', `${asText(key['Arn'])} is disabled.`);
  if (key['KeyState'] !== 'Enabled') {
    throw new AwsError('KMS.KMSInvalidStateException', `${asText(key['Arn'])} is pending deletion.`);
  }
  return asText(key['Arn']);
}
