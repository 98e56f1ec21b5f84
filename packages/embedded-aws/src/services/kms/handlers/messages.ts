import { AwsError } from '../../../gateway/aws-error';
import type { Handler } from '../../../gateway/handler';
import { asText, jsonOf } from '../../../gateway/json';

/** Most bytes of a message. Source: AWS KMS API Reference, "GenerateMac" and "VerifyMac", Message. */
const MOST_BYTES = 4096;

/** Refuses messages that are longer than KMS takes; moto takes any. */
export const messages: Handler = {
  service: 'kms',
  operations: ['GenerateMac', 'VerifyMac'],
  handle: (request, next) => {
    const { length } = Buffer.from(asText(jsonOf(request)['Message']), 'base64');
    if (length <= MOST_BYTES) return next(request);
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'message' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${MOST_BYTES}`,
    );
  },
};
