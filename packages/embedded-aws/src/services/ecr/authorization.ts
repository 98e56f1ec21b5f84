import { callOperation } from '../../gateway/calls';
import { asList, asObject, asText, type JsonObject } from '../../gateway/json';
import { askToUseKeys, type KeyUse } from '../../gateway/authorization/ask-to-use-keys';
import { describeKey } from '../../gateway/authorization/kms-keys';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Registry". */
export async function ecr(call: Call): Promise<Question[]> {
  return [
    ...ask(`ecr:${call.operation}`, repositoriesOf(call), call.tags),
    ...(await askToUseKeys(call, await keyUses(call))),
  ];
}

/**
 * A repository that is encrypted with a KMS key gets grants of the key from its creator, which are retired with it.
 * Images are pushed and pulled by these grants, not with the permissions of callers (Amazon ECR User Guide, "Encryption
 * at rest", Considerations and Required IAM policy).
 */
async function keyUses(call: Call): Promise<KeyUse[]> {
  switch (call.operation) {
    case 'CreateRepository': {
      const keyId = keyOf(call.input);
      const grant = { 'kms:GrantIsForAWSResource': 'true' };
      return [
        { action: 'kms:DescribeKey', keyId, encryptionContext: {} },
        { action: 'kms:CreateGrant', keyId, encryptionContext: {}, context: grant },
      ];
    }
    case 'DeleteRepository':
      return [{ action: 'kms:RetireGrant', keyId: await keyOfRepository(call), encryptionContext: {} }];
    default:
      return [];
  }
}

async function keyOfRepository(call: Call): Promise<string> {
  const repositoryNames = [call.text('repositoryName')];
  const found = await callOperation(call.request, call.moto, 'DescribeRepositories', { repositoryNames });
  const keyId = keyOf(asObject(asList(found?.['repositories'])[0]));
  // moto makes up the key of AWS that encrypts repositories without a key of their own.
  const key = keyId === '' ? undefined : await describeKey(call.request, call.moto, keyId);
  return asText(key?.['Arn']);
}

function keyOf({ encryptionConfiguration }: JsonObject): string {
  const { encryptionType, kmsKey } = asObject(encryptionConfiguration);
  return encryptionType === 'KMS' ? asText(kmsKey) : '';
}

/** Operations that are about the whole registry. */
const OF_REGISTRY =
  /^(GetAuthorizationToken|DescribeRegistry|(Get|Put|Delete)Registry\w+|\w*PullThroughCacheRules?|PutReplication\w+|\w*CreationTemplates?|(Get|Put)AccountSetting)$/;

function repositoriesOf(call: Call): string[] {
  const { input, operation, request } = call;
  if (OF_REGISTRY.test(operation)) return ['*'];
  const resourceArn = call.text('resourceArn');
  if (resourceArn !== '') return [resourceArn];
  const account = asText(input['registryId']) || request.account;
  const several = call.texts('repositoryNames');
  const names = several.length > 0 ? several : [call.text('repositoryName') || '*'];
  return names.map((name) => call.arn('ecr', `repository/${name}`).replace(request.account, account));
}
