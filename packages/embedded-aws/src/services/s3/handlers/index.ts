import { bucketDeletion } from './buckets';
import { bucketLogging } from './logging';
import { bucketNotifications } from './notifications';
import { bucketPolicies } from './policies';
import { requestPayment } from './request-payment';
import { suspendedVersions } from './suspended-versions';
import { unknownSubresources } from './unknown-subresources';

/** What moto lacks of S3. */
export const S3_HANDLERS = [
  bucketDeletion,
  bucketLogging,
  bucketNotifications,
  bucketPolicies,
  requestPayment,
  suspendedVersions,
  unknownSubresources,
];
