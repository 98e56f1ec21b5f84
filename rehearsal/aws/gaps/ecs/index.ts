import { accountSettings } from './account-settings';
import { clusterDeletion } from './clusters';
import { checkedServices, checkedUpdates } from './service-checks';
import { keptServices, shownServices } from './service-settings';

/** What moto lacks of the Elastic Container Service. */
export const ECS_GAPS = [
  accountSettings,
  clusterDeletion,
  checkedServices,
  checkedUpdates,
  keptServices,
  shownServices,
];
