import { callOperation } from '../../gateway/calls';
import { asList, asObject, asText } from '../../gateway/json';
import { askToDecrypt } from '../../gateway/authorization/ask-to-use-keys';
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
  const reading = ask(`secretsmanager:${operation}`, [await resourceOf(call)], context);
  return operation === 'GetSecretValue' ? [...reading, ...(await decryption(call, call.text('SecretId')))] : reading;
}

/** Source: Secrets Manager User Guide, "Secret encryption and decryption", encryption context. */
async function decryption(call: Call, id: string): Promise<Question[]> {
  const secret = await callOperation(call.request, call.moto, 'DescribeSecret', { SecretId: id });
  if (secret === undefined) return [];
  const versions = Object.entries(asObject(secret['VersionIdsToStages']));
  const stage = call.text('VersionStage') || 'AWSCURRENT';
  const current = versions.find(([, stages]) => asList(stages).includes(stage))?.[0] ?? '';
  const encryptionContext = {
    SecretARN: asText(secret['ARN']),
    SecretVersionId: call.text('VersionId') || current,
  };
  return askToDecrypt(call, [{ keyId: asText(secret['KmsKeyId']), encryptionContext }]);
}

async function resourceOf(call: Call): Promise<string> {
  if (call.operation === 'CreateSecret') return call.arn('secretsmanager', `secret:${call.text('Name')}`);
  const id = call.text('SecretId');
  return id === '' ? '*' : secretArn(call, id);
}

/** The secrets are asked for one by one, besides the operation itself. */
async function batch(call: Call): Promise<Question[]> {
  const ids = call.texts('SecretIdList');
  const secrets = await Promise.all(ids.map((id) => secretArn(call, id)));
  const decryptions = await Promise.all(ids.map((id) => decryption(call, id)));
  return [
    ...ask('secretsmanager:BatchGetSecretValue', ['*']),
    ...ask('secretsmanager:GetSecretValue', secrets),
    ...decryptions.flat(),
  ];
}

/** ARNs end with six characters that a secret's name does not have. */
async function secretArn(call: Call, id: string): Promise<string> {
  const found = await callOperation(call.request, call.moto, 'DescribeSecret', { SecretId: id });
  return asText(found?.['ARN']) || call.arnNamed('secretsmanager', id, `secret:${id}`);
}
