import { withInput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asText, jsonOf } from '../../../gateway/json';

/** Takes the ARN of a key in calls that change its state (AWS KMS API Reference, KeyId); moto takes ids alone. */
export const states: Handler = {
  service: 'kms',
  operations: ['CancelKeyDeletion', 'DisableKey', 'EnableKey', 'ScheduleKeyDeletion'],
  handle: (request, next) => {
    const input = jsonOf(request);
    return next(withInput(request, { ...input, KeyId: asText(input['KeyId']).replace(/^arn:.*:key\//, '') }));
  },
};
