import { accountSettings } from './account-settings';
import { clusterDeletion } from './clusters';
import { runningServices } from './running-services';
import { checkedServices, checkedUpdates } from './service-checks';
import { keptServices, shownServices } from './service-settings';
import { describedTasks, listedTasks, stoppedTasks } from './tasks';

/** What moto lacks of the Elastic Container Service. */
export const ECS_GAPS = [
  accountSettings,
  clusterDeletion,
  runningServices,
  checkedServices,
  checkedUpdates,
  keptServices,
  shownServices,
  describedTasks,
  listedTasks,
  stoppedTasks,
];
