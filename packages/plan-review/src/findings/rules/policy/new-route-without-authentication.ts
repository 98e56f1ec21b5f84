import type { ResourceChange } from '../../../plan/plan';
import { capitalize, resourceName } from '../../reading/resource-name';
import { textAt, valuesAt } from '../../reading/values';
import type { ChangeRule, Observation } from '../../rule';

/** A new route, or a new permission to call a function, without authentication. */
export const newRouteWithoutAuthentication: ChangeRule = {
  about: 'change',
  id: 'new-route-without-authentication',
  category: 'policy',
  severities: ['attention', 'dangerous'],
  meaning: 'A new method of an API can be called by anybody; dangerous if that is a function itself.',
  check: (change) => {
    if (change.before !== null) return [];
    if (change.type === 'aws_api_gateway_method') return ofMethod(change);
    return change.type === 'aws_lambda_permission' ? ofPermission(change) : [];
  },
};

function ofMethod(change: ResourceChange): readonly Observation[] {
  const method = textAt(change.after, 'http_method');
  const isOpen = textAt(change.after, 'authorization') === 'NONE' && change.after?.['api_key_required'] !== true;
  // Browsers ask OPTIONS before they have a token.
  if (!isOpen || method === 'OPTIONS') return [];
  return [
    {
      severity: 'attention',
      title: `${method ?? 'A method'} of ${resourceName(change)} is new and can be called by anybody`,
      detail: 'Say in the pull request that it is meant for everybody, or give it an authorizer.',
    },
  ];
}

/** What narrows a permission for everybody. Source: the schema of the AWS provider, 5.100.0. */
const NARROWING = ['source_arn', 'source_account', 'principal_org_id', 'event_source_token'];

/** The URL of a function has a rule of its own. */
function ofPermission(change: ResourceChange): readonly Observation[] {
  const isNarrow = NARROWING.some((name) => valuesAt(change.after, name).length > 0);
  const isOfUrl = textAt(change.after, 'function_url_auth_type') !== undefined;
  if (textAt(change.after, 'principal') !== '*' || isNarrow || isOfUrl) return [];
  return [
    {
      severity: 'dangerous',
      title: `${capitalize(resourceName(change))} is new and lets every AWS account call the function`,
      detail: 'Name the service or the account that calls it, and its `source_arn`.',
    },
  ];
}
