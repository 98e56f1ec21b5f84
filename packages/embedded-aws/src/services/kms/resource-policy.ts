import type { ResourceLookup, ResourcePolicy } from '../../gateway/authorization/resource-policy';
import { callOperation } from '../../gateway/calls';
import { asText } from '../../gateway/json';
import type { AwsRequest } from '../../gateway/request';
import { parsePolicy } from '../../iam/policy';
import { accountOfArn } from '../../iam/principals';

/**
 * Reads the policy of a key. Every key has one, and nothing is allowed that it does not allow (AWS KMS Developer Guide,
 * "Key policies in AWS KMS"). Aliases have none.
 * @param arn of the key or alias, or `*`
 * @throws PolicyError if it cannot be read
 */
export async function keyPolicy({ moto }: ResourceLookup, arn: string): Promise<ResourcePolicy> {
  const account = accountOfArn(arn);
  const common = account === '' ? {} : { account };
  if (!/:key\//.test(arn)) return common;
  const request = kmsRequest(arn, 'GetKeyPolicy');
  const found = await callOperation(request, moto, 'GetKeyPolicy', { KeyId: arn, PolicyName: 'default' });
  const text = asText(found?.['Policy']);
  return text === '' ? common : { ...common, policy: parsePolicy(text), isRequired: true };
}

/** A call about a key that no caller makes. @param arn of the key */
function kmsRequest(arn: string, operation: string): AwsRequest {
  const region = arn.split(':')[3] ?? '';
  return {
    scope: { accessKeyId: 'AKIAINTERNAL00000000', region, service: 'kms' },
    protocol: 'json',
    method: 'POST',
    target: '/',
    path: '/',
    query: new URLSearchParams(),
    headers: {
      host: 'kms.amazonaws.com',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `TrentService.${operation}`,
    },
    operation,
    account: accountOfArn(arn),
    body: Buffer.alloc(0),
  };
}
