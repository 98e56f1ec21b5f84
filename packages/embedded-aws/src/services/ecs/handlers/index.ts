import { accountSettings } from './account-settings';
import { clusterCounts, clusterDeletion } from './clusters';
import { latestRevision } from './latest-revision';
import { listedServices } from './listed-services';
import { singleTasks } from './run-task';
import { runningServices } from './running-services';
import { checkedServices, checkedUpdates } from './service-checks';
import { serviceDeployments } from './service-deployments';
import { keptServices, shownServices } from './service-settings';
import { describedTasks, listedTasks, stoppedTasks } from './tasks';

/** What moto lacks of the Elastic Container Service. */
export const ECS_HANDLERS = [
  accountSettings,
  latestRevision,
  clusterCounts,
  clusterDeletion,
  runningServices,
  checkedServices,
  checkedUpdates,
  keptServices,
  shownServices,
  describedTasks,
  listedServices,
  listedTasks,
  serviceDeployments,
  singleTasks,
  stoppedTasks,
];
