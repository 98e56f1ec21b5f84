import { callOperation } from '../../gateway/calls';
import { asText } from '../../gateway/json';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Secrets Manager". */
export async function secretsmanager(call: Call): Promise<Question[]> {
  const { operation } = call;
  if (operation === 'BatchGetSecretValue') return batch(call);
  const context = {
    ...(call.text('VersionStage') && { 'secretsmanager:VersionStage': call.text('VersionStage') }),
    ...call.tags,
  };
  return ask(`secretsmanager:${operation}`, [await resourceOf(call)], context);
}

async function resourceOf(call: Call): Promise<string> {
  if (call.operation === 'CreateSecret') return call.arn('secretsmanager', `secret:${call.text('Name')}`);
  const id = call.text('SecretId');
  return id === '' ? '*' : secretArn(call, id);
}

/** The secrets are asked for one by one, besides the operation itself. */
async function batch(call: Call): Promise<Question[]> {
  const secrets = await Promise.all(call.texts('SecretIdList').map((id) => secretArn(call, id)));
  return [...ask('secretsmanager:BatchGetSecretValue', ['*']), ...ask('secretsmanager:GetSecretValue', secrets)];
}

/** ARNs end with six characters that a secret's name does not have. */
async function secretArn(call: Call, id: string): Promise<string> {
  const found = await callOperation(call.request, call.moto, 'DescribeSecret', { SecretId: id });
  return asText(found?.['ARN']) || call.arnNamed('secretsmanager', id, `secret:${id}`);
}
