import type { ResourceLookup, ResourcePolicy } from '../../gateway/authorization/resource-policy';
import { callOperation } from '../../gateway/calls';
import { asText } from '../../gateway/json';
import type { AwsRequest } from '../../gateway/request';
import { parsePolicy } from '../../iam/policy';
import { accountOfArn } from '../../iam/principals';

/**
 * Reads the policy of an image repository.
 * @param arn of the repository, or `*`
 * @throws PolicyError if it cannot be read
 */
export async function repositoryPolicy({ moto }: ResourceLookup, arn: string): Promise<ResourcePolicy> {
  const repositoryName = arn.replace(/^.*:repository\//, '');
  const found = await callOperation(ecrRequest(arn), moto, 'GetRepositoryPolicy', { repositoryName });
  const text = asText(found?.['policyText']);
  const account = accountOfArn(arn);
  return { ...(account !== '' && { account }), ...(text !== '' && { policy: parsePolicy(text) }) };
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
