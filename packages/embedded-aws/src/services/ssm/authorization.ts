import { askToDecrypt, askToUseKeys, type Encrypted, type KeyUse } from '../../gateway/authorization/ask-to-use-keys';
import type { Call } from '../../gateway/authorization/call';
import { callOperation } from '../../gateway/calls';
import { asList, asObject, asText } from '../../gateway/json';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Systems Manager". */
export async function ssm(call: Call): Promise<Question[]> {
  const decryption = await askToDecrypt(call, await decrypted(call));
  return [...askForOperation(call), ...decryption, ...(await askToUseKeys(call, encrypted(call)))];
}

/** Names that one DescribeParameters takes (API Reference, "ParameterStringFilter"). */
const MOST_NAMES = 50;

/**
 * The parameters whose values are decrypted for the caller. Source: Systems Manager User Guide, "AWS KMS encryption for
 * AWS Systems Manager Parameter Store SecureString parameters", encryption context.
 */
async function decrypted(call: Call): Promise<Encrypted[]> {
  if (call.input['WithDecryption'] !== true) return [];
  const names = (await namesRead(call)).map((name) => `/${parameter(call, name).split(':parameter/')[1] ?? ''}`);
  const spelt = [...new Set(names.flatMap((name) => [name, name.slice(1)]))].slice(0, MOST_NAMES);
  if (spelt.length === 0) return [];
  const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: spelt }];
  const found = await callOperation(call.request, call.moto, 'DescribeParameters', {
    ParameterFilters,
    MaxResults: 50,
  });
  return asList(found?.['Parameters'])
    .map(asObject)
    .filter(({ Type }) => Type === 'SecureString')
    .map(({ Name, KeyId }) => ({
      keyId: asText(KeyId),
      encryptionContext: { PARAMETER_ARN: parameter(call, asText(Name)) },
    }));
}

/**
 * The value of a parameter that is written: one of the standard tier is encrypted by KMS itself, one of the advanced tier
 * under a data key (Systems Manager User Guide, "How Parameter Store uses AWS KMS").
 */
function encrypted(call: Call): KeyUse[] {
  if (call.operation !== 'PutParameter' || call.text('Type') !== 'SecureString') return [];
  return [
    {
      action: call.text('Tier') === 'Advanced' ? 'kms:GenerateDataKey' : 'kms:Encrypt',
      keyId: call.text('KeyId'),
      encryptionContext: { PARAMETER_ARN: parameter(call, call.text('Name')) },
    },
  ];
}

/** What a call names, or what it finds below the path that it names. */
async function namesRead(call: Call): Promise<readonly string[]> {
  if (call.operation !== 'GetParametersByPath') return [...call.texts('Names'), call.text('Name')].filter(Boolean);
  const page = { ...call.input, WithDecryption: false };
  const found = await callOperation(call.request, call.moto, call.operation, page);
  return asList(found?.['Parameters']).map((each) => asText(asObject(each)['Name']));
}

function askForOperation(call: Call): Question[] {
  const { operation, input } = call;
  const action = `ssm:${operation}`;
  switch (operation) {
    case 'GetParameters':
    case 'DeleteParameters':
      return ask(
        action,
        call.texts('Names').map((name) => parameter(call, name)),
      );
    case 'GetParametersByPath':
      return ask(action, [parameter(call, call.text('Path'))], {
        'ssm:Recursive': String(input['Recursive'] === true),
      });
    case 'PutParameter':
      return put(call);
    case 'GetParameter':
    case 'GetParameterHistory':
    case 'DeleteParameter':
    case 'LabelParameterVersion':
    case 'UnlabelParameterVersion':
      return ask(action, [parameter(call, call.text('Name'))]);
    default:
      return ask(action, [otherResource(call)], call.tags);
  }
}

/** Tags of a new parameter need a permission of their own (API Reference, "PutParameter"). */
function put(call: Call): Question[] {
  const resources = [parameter(call, call.text('Name'))];
  const context = { 'ssm:Overwrite': String(call.input['Overwrite'] === true), ...call.tags };
  return [
    ...ask('ssm:PutParameter', resources, context),
    ...(call.hasTags ? ask('ssm:AddTagsToResource', resources, call.tags) : []),
  ];
}

/** ARNs have no leading slash of the name, and no version or label that follows it. */
function parameter(call: Call, name: string): string {
  if (name.startsWith('arn:')) return name.split(':').slice(0, 6).join(':');
  return call.arn('ssm', `parameter/${name.replace(/^\//, '').replace(/:.*$/, '')}`);
}

/** What is tagged, or what stands for no resource in particular: everything of the region. */
function otherResource(call: Call): string {
  if (!/^(AddTagsTo|RemoveTagsFrom|ListTagsFor)Resource$/.test(call.operation)) return call.arn('ssm', '*');
  const [type, id] = [call.text('ResourceType'), call.text('ResourceId')];
  return type === 'Parameter' ? parameter(call, id) : call.arn('ssm', `${type.toLowerCase()}/${id}`);
}
