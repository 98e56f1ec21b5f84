import { askToUseKeys, type KeyUse } from '../../gateway/authorization/ask-to-use-keys';
import type { Call } from '../../gateway/authorization/call';
import type { Question } from '../../gateway/authorization/question';
import { s3ArnOf } from '../../gateway/arn';
import { encryptionOfObject, encryptionOfWrite, type KmsEncryption } from './encryption';

/**
 * Asks for the use of the KMS keys of objects, which S3 uses with the permissions of its caller: `kms:GenerateDataKey` to
 * write, `kms:Decrypt` to read. The parts of an upload need both: that is asked for when it begins.
 * Sources: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)", Permissions; Amazon S3 API
 * Reference, "CreateMultipartUpload", Permissions.
 */
export async function askForKeys(call: Call): Promise<Question[]> {
  return askToUseKeys(call, [...(await usesOfReads(call)), ...(await usesOfWrites(call))]);
}

async function usesOfWrites(call: Call): Promise<KeyUse[]> {
  const { request, operation, moto } = call;
  const actions = WRITES[operation];
  if (actions === undefined) return [];
  const encryption = await encryptionOfWrite(request, moto);
  return encryption === undefined ? [] : actions.map((action) => useOf(call, action, encryption, request.path));
}

const WRITES: Readonly<Record<string, readonly string[]>> = {
  PutObject: ['kms:GenerateDataKey'],
  CreateMultipartUpload: ['kms:GenerateDataKey', 'kms:Decrypt'],
};

async function usesOfReads(call: Call): Promise<KeyUse[]> {
  const target = readTarget(call);
  if (target === undefined) return [];
  const encryption = await encryptionOfObject(call.request, target, call.moto);
  return encryption === undefined ? [] : [useOf(call, 'kms:Decrypt', encryption, target)];
}

/** The object that a call reads, as a path, and its version. What is asked of HEAD: API Reference, "HeadObject". */
function readTarget({ operation, request }: Call): string | undefined {
  const { headers, path, query } = request;
  const source = headers['x-amz-copy-source'];
  if (/^(PutObject|UploadPart)$/.test(operation)) {
    return typeof source === 'string' ? targetOf(source) : undefined;
  }
  const reads =
    operation === 'GetObject' ||
    operation === 'GetObjectAttributes' ||
    (operation === 'HeadObject' && headers['x-amz-checksum-mode'] !== undefined);
  if (!reads) return undefined;
  const version = query.get('versionId');
  return version === null ? path : `${path}?versionId=${encodeURIComponent(version)}`;
}

/** @param source `bucket/key?versionId=`, encoded as for a URL or not */
function targetOf(source: string): string {
  const [path = '', version] = source.replace(/^\//, '').split('?versionId=');
  const encoded = path.split('/').map((part) => encodeURIComponent(decodeURIComponent(part)));
  return `/${encoded.join('/')}${version === undefined ? '' : `?versionId=${version}`}`;
}

/** With a bucket key, the encryption context is the bucket (Amazon S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys"). */
function useOf(call: Call, action: string, encryption: KmsEncryption, target: string): KeyUse {
  const [, bucket = '', ...key] = target.replace(/\?.*$/, '').split('/').map(decodeURIComponent);
  const resource = encryption.hasBucketKey ? bucket : [bucket, ...key].join('/');
  return { action, keyId: encryption.keyId, encryptionContext: { 'aws:s3:arn': s3ArnOf(call.request, resource) } };
}
