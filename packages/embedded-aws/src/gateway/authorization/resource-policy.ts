import { type Policy, parsePolicy } from '../../iam/policy';
import { accountOfArn } from '../../iam/principals';
import { callOperation } from '../calls';
import type { Next } from '../handler';
import { findBucket } from '../../services/s3/handlers/buckets';
import { asText } from '../json';
import type { AwsRequest } from '../request';
import type { Memory } from '../table';

/** What a resource itself says about who may use it. */
export interface ResourcePolicy {
  /** @default it has none */
  readonly policy?: Policy;
  /** Account of the resource, 12 digits. @default unknown: the caller's */
  readonly account?: string;
}

/** What the policy of a resource is found with. */
export interface ResourceLookup {
  readonly memory: Memory;
  readonly moto: Next;
}

/**
 * Reads the policy of a bucket or an image repository; other kinds of resource count as having none.
 * @param resource ARN, or `*`
 * @throws PolicyError if it cannot be read
 */
export async function resourcePolicyOf({ memory, moto }: ResourceLookup, resource: string): Promise<ResourcePolicy> {
  const [, , service, , account = '', name = ''] = resource.split(':');
  if (service === 's3') return bucketPolicy(memory, name.split('/')[0] ?? '');
  const text = service === 'ecr' ? await repositoryPolicy(moto, resource) : '';
  return { ...(account !== '' && { account }), ...(text !== '' && { policy: parsePolicy(text) }) };
}

/** The ARN of a bucket does not tell its account. */
function bucketPolicy(memory: Memory, bucket: string): ResourcePolicy {
  const found = findBucket(memory, bucket);
  if (found?.policy === undefined) return {};
  return { account: found.account, policy: parsePolicy(found.policy) };
}

async function repositoryPolicy(moto: Next, arn: string): Promise<string> {
  const repositoryName = arn.replace(/^.*:repository\//, '');
  const found = await callOperation(ecrRequest(arn), moto, 'GetRepositoryPolicy', { repositoryName });
  return asText(found?.['policyText']);
}

function ecrRequest(arn: string): AwsRequest {
  const region = arn.split(':')[3] ?? '';
  const target = 'AmazonEC2ContainerRegistry_V20150921.GetRepositoryPolicy';
  return {
    scope: { accessKeyId: 'AKIAINTERNAL00000000', region, service: 'ecr' },
    protocol: 'json',
    method: 'POST',
    target: '/',
    path: '/',
    query: new URLSearchParams(),
    headers: { host: 'ecr.amazonaws.com', 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    operation: 'GetRepositoryPolicy',
    account: accountOfArn(arn),
    body: Buffer.alloc(0),
  };
}
