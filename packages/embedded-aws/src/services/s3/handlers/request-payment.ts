import type { Handler } from '../../../gateway/handler';
import { writeXml } from '../../../gateway/xml';

/** Says that the owner of a bucket pays for it, which is so unless it is changed (and it can't be changed here). */
export const requestPayment: Handler = {
  service: 's3',
  operations: ['GetBucketRequestPayment'],
  handle: () =>
    Promise.resolve({
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: Buffer.from(writeXml({ RequestPaymentConfiguration: { Payer: 'BucketOwner' } })),
    }),
};
