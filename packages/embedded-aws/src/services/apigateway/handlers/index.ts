import { apiChanges } from '../runtime/changes';
import type { Handler } from '../../../gateway/handler';
import { duplicateMethods, duplicateResources } from './conflicts';
import { creations } from './creations';
import { deletions } from './deletions';
import { missingDeployments, servedDeployments, stageDeployments } from './deployments';
import { reads } from './reads';
import { deploymentSnapshots } from './snapshots';
import { tags } from './tags';
import { updates } from './updates';

/** What moto lacks of API Gateway's REST APIs. */
export const API_GATEWAY_HANDLERS: readonly Handler[] = [
  apiChanges,
  deploymentSnapshots,
  duplicateResources,
  duplicateMethods,
  missingDeployments,
  servedDeployments,
  stageDeployments,
  creations,
  reads,
  updates,
  deletions,
  tags,
];
