import type { Handler } from '../../../gateway/handler';
import { notImplemented } from '../../../gateway/refusal';

/**
 * What moto does not know of a bucket or an object: it takes GET for a listing, PUT for a creation and DELETE for the
 * bucket's.
 */
const UNKNOWN = [
  'BucketAbac',
  'BucketAnalyticsConfiguration',
  'BucketIntelligentTieringConfiguration',
  'BucketMetadataConfiguration',
  'BucketMetadataTableConfiguration',
  'BucketMetricsConfiguration',
  'ObjectTorrent',
];

/** Refuses the subresources that moto would mistake for the bucket itself. */
export const unknownSubresources: Handler = {
  service: 's3',
  operations: ['PutBucketRequestPayment', ...UNKNOWN.flatMap((name) => [`Get${name}`, `Put${name}`, `Delete${name}`])],
  handle: ({ operation }) => Promise.reject(notImplemented(`s3 ${operation}`)),
};
