import { asText } from '../../gateway/json';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Registry". */
export function ecr(call: Call): Question[] {
  return ask(`ecr:${call.operation}`, repositoriesOf(call), call.tags);
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
