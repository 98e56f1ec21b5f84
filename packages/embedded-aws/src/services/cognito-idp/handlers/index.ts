import type { Handler } from '../../../gateway/handler';
import { accessTokens } from './access-tokens';
import { authentication } from './authentication';
import { clientChecks, clientPools, clientUpdates } from './clients';
import { domainAccounts, domainPools, takenDomains } from './domains';
import { keySet } from './key-set';
import { openIdConfiguration } from './openid-configuration';
import { resourceServerActions } from './resource-servers';
import { adminSignOut, revocation } from './sign-out';
import { closedSignUp } from './sign-up';
import { userPoolTags } from './tags';
import { tokenEndpoint } from './token';
import { userPoolDeletions, userPoolUpdates } from './user-pools';

/** What moto lacks of Cognito's user pools. */
export const COGNITO_HANDLERS: readonly Handler[] = [
  accessTokens,
  adminSignOut,
  authentication,
  clientChecks,
  clientUpdates,
  clientPools,
  closedSignUp,
  domainAccounts,
  keySet,
  openIdConfiguration,
  resourceServerActions,
  revocation,
  takenDomains,
  domainPools,
  tokenEndpoint,
  userPoolDeletions,
  userPoolTags,
  userPoolUpdates,
];
