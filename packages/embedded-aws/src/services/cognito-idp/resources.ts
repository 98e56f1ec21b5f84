import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const COGNITO_RESOURCES: Readonly<Record<string, ListResources>> = {
  'user pool': async (settings) =>
    (
      await new CognitoIdentityProviderClient(settings).send(new ListUserPoolsCommand({ MaxResults: 60 }))
    ).UserPools?.map(({ Name }) => Name) ?? [],
};
