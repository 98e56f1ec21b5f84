import type { Gap } from '../../gap';
import { clientChecks, clientPools, clientUpdates } from './clients';
import { domainAccounts, takenDomains } from './domains';
import { keySet } from './key-set';
import { resourceServerActions } from './resource-servers';
import { userPoolTags } from './tags';
import { tokenEndpoint } from './token';
import { userPoolDeletions, userPoolUpdates } from './user-pools';

/** What moto lacks of Cognito's user pools. */
export const COGNITO_GAPS: readonly Gap[] = [
  clientChecks,
  clientUpdates,
  clientPools,
  domainAccounts,
  keySet,
  resourceServerActions,
  takenDomains,
  tokenEndpoint,
  userPoolDeletions,
  userPoolTags,
  userPoolUpdates,
];
