import { succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { keepBucket, keptBucket } from './buckets';

/** Keeps the notifications of a bucket as they were put: moto forgets those that go to EventBridge. */
export const bucketNotifications: Handler = {
  service: 's3',
  operations: ['PutBucketNotificationConfiguration', 'GetBucketNotificationConfiguration'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    if (request.method === 'PUT') {
      keepBucket(memory, request, { notifications: request.body.toString() });
      return answer;
    }
    const { notifications } = keptBucket(memory, request);
    return notifications === undefined ? answer : { ...answer, body: Buffer.from(notifications) };
  },
};
