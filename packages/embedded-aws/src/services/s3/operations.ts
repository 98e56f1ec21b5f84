import type { RestCall } from '../../gateway/operations';

const VERBS: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' };

/** What the query's subresource makes of a call on a bucket: the operation's name without its verb. */
const BUCKET_SUBRESOURCES: Readonly<Record<string, string>> = {
  abac: 'BucketAbac',
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  analytics: 'BucketAnalyticsConfiguration',
  cors: 'BucketCors',
  encryption: 'BucketEncryption',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  metadataConfiguration: 'BucketMetadataConfiguration',
  metadataTable: 'BucketMetadataTableConfiguration',
  metrics: 'BucketMetricsConfiguration',
  notification: 'BucketNotificationConfiguration',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};

const OBJECT_SUBRESOURCES: Readonly<Record<string, string>> = {
  acl: 'ObjectAcl',
  attributes: 'ObjectAttributes',
  'legal-hold': 'ObjectLegalHold',
  retention: 'ObjectRetention',
  tagging: 'ObjectTagging',
  torrent: 'ObjectTorrent',
};

/** Calls whose names follow no rule, by method, what they act on, and what the query has. */
const IRREGULAR: Readonly<Record<string, string>> = {
  'DELETE bucket lifecycle': 'DeleteBucketLifecycle',
  'GET bucket versions': 'ListObjectVersions',
  'GET bucket uploads': 'ListMultipartUploads',
  'GET bucket list-type': 'ListObjectsV2',
  'POST bucket delete': 'DeleteObjects',
  'POST object uploads': 'CreateMultipartUpload',
  'POST object uploadId': 'CompleteMultipartUpload',
  'POST object restore': 'RestoreObject',
  'PUT object uploadId': 'UploadPart',
  'GET object uploadId': 'ListParts',
  'DELETE object uploadId': 'AbortMultipartUpload',
};

/** Parameters that may be there without a value, and select no other operation. */
const OPTIONS = new Set(['prefix', 'delimiter', 'marker', 'key-marker', 'version-id-marker', 'start-after']);

/** Calls without a subresource. */
const PLAIN: Readonly<Record<string, string>> = {
  'GET service': 'ListBuckets',
  'PUT bucket': 'CreateBucket',
  'DELETE bucket': 'DeleteBucket',
  'HEAD bucket': 'HeadBucket',
  'GET bucket': 'ListObjects',
  'PUT object': 'PutObject',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'DELETE object': 'DeleteObject',
};

/**
 * Names an S3 call of path style, `/bucket/key` (Amazon S3 API Reference, "Actions").
 * @returns `METHOD /path?subresource`, which has a space, if it is no operation known here
 */
export function nameS3Operation({ method, path, query }: RestCall): string {
  const [, bucket = '', ...key] = path.split('/');
  const kind = bucket === '' ? 'service' : key.join('/') === '' ? 'bucket' : 'object';
  const subresources = kind === 'bucket' ? BUCKET_SUBRESOURCES : OBJECT_SUBRESOURCES;
  for (const [name, value] of query) {
    const irregular = IRREGULAR[`${method} ${kind} ${name}`];
    if (irregular !== undefined) return irregular;
    const [subresource, verb] = [subresources[name], VERBS[method]];
    if (subresource !== undefined && verb !== undefined) return verb + subresource;
    if (value === '' && !OPTIONS.has(name)) return `${method} ${path}?${name}`;
  }
  return PLAIN[`${method} ${kind}`] ?? `${method} ${path}`;
}
