import { callOperation } from '../../gateway/calls';
import { asObject, asText } from '../../gateway/json';
import type { RequestContext } from '../../iam/request';
import type { Call } from '../../gateway/authorization/call';
import { attributesOfKey } from '../../gateway/authorization/kms-keys';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Key Management Service". */
export async function kms(call: Call): Promise<Question[]> {
  const { operation } = call;
  const context = { ...contextOf(call), ...call.tags };
  switch (operation) {
    case 'ReEncrypt':
      return [
        ...ask('kms:ReEncryptFrom', [await keyArn(call, call.text('SourceKeyId') || keyOfCiphertext(call))], context),
        ...ask('kms:ReEncryptTo', [await keyArn(call, call.text('DestinationKeyId'))], context),
      ];
    case 'CreateKey':
      return creation(call, context);
    case 'CreateAlias':
    case 'UpdateAlias':
    case 'DeleteAlias':
      return ask(`kms:${operation}`, await aliasAndKey(call), context);
    case 'Decrypt':
      return ask('kms:Decrypt', [await keyArn(call, call.text('KeyId') || keyOfCiphertext(call))], context);
    default:
      return askOfKey(call, context);
  }
}

/**
 * Tags of a new key need a permission of their own, and its creator must be allowed to change its policy later (AWS KMS
 * Developer Guide, "Allow a user to create KMS keys").
 */
function creation(call: Call, context: RequestContext): Question[] {
  const keys = [call.arn('kms', 'key/*')];
  return [
    ...ask('kms:CreateKey', ['*'], context),
    ...(call.hasTags ? ask('kms:TagResource', keys, call.tags) : []),
    ...(call.input['BypassPolicyLockoutSafetyCheck'] === true ? [] : ask('kms:PutKeyPolicy', keys, call.tags)),
  ];
}

async function askOfKey(call: Call, context: RequestContext): Promise<Question[]> {
  const id = call.text('KeyId');
  if (id === '') return ask(`kms:${call.operation}`, ['*'], context);
  const key = await keyArn(call, id);
  return ask(`kms:${call.operation}`, [key], { ...context, ...(await attributesOfKey(call.request, call.moto, key)) });
}

/** What the caller named the key by, and the encryption context (AWS KMS Developer Guide, "AWS KMS condition keys"). */
function contextOf(call: Call): RequestContext {
  const pairs = Object.entries(asObject(call.input['EncryptionContext']));
  const alias = /^(?:arn:.*:)?(alias\/.*)$/.exec(call.text('KeyId'))?.[1];
  return {
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, asText(value)])),
    'kms:EncryptionContextKeys': pairs.map(([key]) => key),
    ...(alias !== undefined && { 'kms:RequestAlias': alias }),
  };
}

async function aliasAndKey(call: Call): Promise<string[]> {
  const alias = call.text('AliasName');
  const key = call.text('TargetKeyId') || alias;
  return [call.arn('kms', alias), await keyArn(call, key)];
}

/** Policies name keys, not the aliases that a caller may use. */
async function keyArn(call: Call, id: string): Promise<string> {
  const found = await callOperation(call.request, call.moto, 'DescribeKey', { KeyId: id });
  return asText(asObject(found?.['KeyMetadata'])['Arn']) || call.arnNamed('kms', id, `key/${id}`);
}

/** Characters of a key's id, which moto's ciphertexts begin with. */
const KEY_ID_LENGTH = 36;

function keyOfCiphertext(call: Call): string {
  return Buffer.from(call.text('CiphertextBlob'), 'base64').subarray(0, KEY_ID_LENGTH).toString();
}
