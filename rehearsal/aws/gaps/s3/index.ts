import { requestPayment } from './request-payment';
import { unknownSubresources } from './unknown-subresources';

/** What moto lacks of S3. */
export const S3_GAPS = [requestPayment, unknownSubresources];
