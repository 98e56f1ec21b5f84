import type { ResourceLookup, ResourcePolicy } from '../../gateway/authorization/resource-policy';
import { parsePolicy } from '../../iam/policy';
import { findBucket } from './handlers/buckets';

/**
 * Reads the policy of a bucket. The ARN of a bucket does not tell its account.
 * @param arn of the bucket or of an object in it
 * @throws PolicyError if it cannot be read
 */
export function bucketPolicy({ memory }: ResourceLookup, arn: string): ResourcePolicy {
  const name = arn.split(':')[5]?.split('/')[0] ?? '';
  const found = findBucket(memory, name);
  if (found?.policy === undefined) return {};
  return { account: found.account, policy: parsePolicy(found.policy) };
}
