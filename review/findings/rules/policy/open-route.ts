import { resourceName } from '../../reading/resource-name';
import { textAt } from '../../reading/values';
import type { ChangeRule } from '../../rule';

/** A new route that asks nobody who they are. */
export const openRoute: ChangeRule = {
  about: 'change',
  id: 'new-route-without-authentication',
  category: 'policy',
  severities: ['attention'],
  meaning: 'A new method of an API can be called by anybody.',
  check: (change) => {
    const method = textAt(change.after, 'http_method');
    const isOpen = textAt(change.after, 'authorization') === 'NONE' && change.after?.['api_key_required'] !== true;
    // Browsers ask OPTIONS before they have a token.
    if (change.type !== 'aws_api_gateway_method' || change.before !== null || !isOpen || method === 'OPTIONS')
      return [];
    return [
      {
        severity: 'attention',
        title: `${method ?? 'A method'} of ${resourceName(change)} is new and can be called by anybody`,
        detail: 'Say in the pull request that it is meant for everybody, or give it an authorizer.',
      },
    ];
  },
};
