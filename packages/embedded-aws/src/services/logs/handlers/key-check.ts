import { arnOf, viaServiceOf } from '../../../gateway/arn';
import { encryptionContextKeys } from '../../../gateway/authorization/ask-to-use-keys';
import { describeKey } from '../../../gateway/authorization/kms-keys';
import { AwsError } from '../../../gateway/aws-error';
import type { HandlerContext } from '../../../gateway/handler';
import type { AwsRequest } from '../../../gateway/request';
import { mayUseKey } from '../../kms/api';

/** What CloudWatch Logs does with the key of a log group; where the actions end in `*` in the guide, all are meant. */
const ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey'];

/**
 * Makes sure that CloudWatch Logs may use a key for a log group (Amazon CloudWatch Logs User Guide, "Encrypt log data in
 * CloudWatch Logs using AWS Key Management Service"). The permissions of the caller do not count. How it refuses a key
 * that is not there, or whose policy does not let it in, is seen in
 * https://github.com/hashicorp/terraform-provider-aws/issues/29282.
 * @param key as the call names it: ARN of a key
 * @throws AwsError `InvalidParameterException` or `AccessDeniedException`
 */
export async function checkKey(
  key: string,
  group: string,
  request: AwsRequest,
  { moto, memory }: Pick<HandlerContext, 'moto' | 'memory'>,
): Promise<void> {
  if (!/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/./.test(key)) throw invalid(`'${key}' is not the ARN of a KMS key`);
  const found = await describeKey(request, moto, key);
  const arn = arnOf(request, 'logs', `log-group:${group}`);
  const service = viaServiceOf('logs', request.scope.region);
  const use = { service, key, actions: ACTIONS, context: encryptionContextKeys({ 'aws:logs:arn': arn }) };
  if (found === undefined || !(await mayUseKey({ moto, memory }, use))) {
    const message = `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`;
    throw new AwsError('AccessDeniedException', message);
  }
  if (found['KeySpec'] !== 'SYMMETRIC_DEFAULT') throw invalid(`The KMS key '${key}' is not symmetric`);
  if (found['KeyState'] !== 'Enabled') throw invalid(`The KMS key '${key}' is not enabled`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
