import { XMLParser } from 'fast-xml-parser';

import { succeeded } from '../../gateway/calls';
import type { Next } from '../../gateway/handler';
import { asObject, asText } from '../../gateway/json';
import type { AwsRequest } from '../../gateway/request';

/** How an object is encrypted with a KMS key. */
export interface KmsEncryption {
  /** `aws:kms` or `aws:kms:dsse`. */
  readonly algorithm: string;
  /** ARN, id or alias; empty: the key that AWS manages for S3. */
  readonly keyId: string;
  /** Whether one data key serves the bucket, not each object. */
  readonly hasBucketKey: boolean;
}

/** Headers of requests and answers that say how an object is encrypted (Amazon S3 API Reference, "PutObject"). */
export const ENCRYPTION_HEADERS = {
  algorithm: 'x-amz-server-side-encryption',
  keyId: 'x-amz-server-side-encryption-aws-kms-key-id',
  hasBucketKey: 'x-amz-server-side-encryption-bucket-key-enabled',
  customerAlgorithm: 'x-amz-server-side-encryption-customer-algorithm',
} as const;

const KMS = /^aws:kms(:dsse)?$/;

type Head = Omit<AwsRequest, 'body'>;

/**
 * How the object of a write will be encrypted: as the request says, or else by the default of its bucket. A request for
 * `aws:kms` that names no key means the key that AWS manages, even if the bucket has another (Amazon S3 User Guide,
 * "Setting default server-side encryption behavior for Amazon S3 buckets"; Amazon S3 API Reference, "PutObject").
 * @returns undefined if without KMS
 */
export async function encryptionOfWrite(request: Head, moto: Next): Promise<KmsEncryption | undefined> {
  const asked = header(request, 'algorithm');
  const isOther = asked === undefined ? header(request, 'customerAlgorithm') !== undefined : !KMS.test(asked);
  if (isOther) return undefined;
  const byDefault = await defaultOf(request, moto);
  if (asked === undefined) return byDefault;
  const hasBucketKey = header(request, 'hasBucketKey');
  return {
    algorithm: asked,
    keyId: header(request, 'keyId') ?? '',
    hasBucketKey: hasBucketKey === undefined ? byDefault?.hasBucketKey === true : hasBucketKey.toLowerCase() === 'true',
  };
}

/**
 * How an object is encrypted that exists.
 * @param target `/bucket/key` of a path style URL, with `?versionId=` for a version
 * @returns undefined if without KMS, or if there is no such object
 */
export async function encryptionOfObject(
  request: Head,
  target: string,
  moto: Next,
): Promise<KmsEncryption | undefined> {
  const { headers } = await moto(callOf(request, { method: 'HEAD', operation: 'HeadObject', target }));
  const algorithm = headers[ENCRYPTION_HEADERS.algorithm];
  if (typeof algorithm !== 'string' || !KMS.test(algorithm)) return undefined;
  return {
    algorithm,
    keyId: asText(headers[ENCRYPTION_HEADERS.keyId]),
    hasBucketKey: asText(headers[ENCRYPTION_HEADERS.hasBucketKey]).toLowerCase() === 'true',
  };
}

function header({ headers }: Head, name: keyof typeof ENCRYPTION_HEADERS): string | undefined {
  const value = headers[ENCRYPTION_HEADERS[name]];
  return typeof value === 'string' ? value : undefined;
}

/** What a bucket encrypts objects with by default. @returns undefined if without KMS, or if there is no such bucket */
async function defaultOf(request: Head, moto: Next): Promise<KmsEncryption | undefined> {
  const target = `/${request.path.split('/')[1] ?? ''}?encryption`;
  const answer = await moto(callOf(request, { method: 'GET', operation: 'GetBucketEncryption', target }));
  if (!succeeded(answer)) return undefined;
  const xml = asObject(new XMLParser({ parseTagValue: false }).parse(answer.body.toString()));
  const rule = asObject(asObject(xml['ServerSideEncryptionConfiguration'])['Rule']);
  const { SSEAlgorithm, KMSMasterKeyID } = asObject(rule['ApplyServerSideEncryptionByDefault']);
  const algorithm = asText(SSEAlgorithm);
  if (!KMS.test(algorithm)) return undefined;
  return { algorithm, keyId: asText(KMSMasterKeyID), hasBucketKey: asText(rule['BucketKeyEnabled']) === 'true' };
}

/** Another call of S3 in the same account. */
function callOf(request: Head, call: Pick<AwsRequest, 'method' | 'operation' | 'target'>): AwsRequest {
  const { pathname: path, searchParams: query } = new URL(`http://s3${call.target}`);
  const { host } = request.headers;
  return { ...request, ...call, path, query, headers: host === undefined ? {} : { host }, body: Buffer.alloc(0) };
}
