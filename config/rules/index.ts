import { topicsInRegion } from './alarms';
import { separateApiPaths, unreservedApiPaths } from './api-paths';
import { idsTogether, jobEnvironmentsFree, rolesApartFromJobs } from './ci';
import { ascendingSuccessCodes, timeoutBelowInterval } from './health-check';
import { distinctListenerPriorities } from './listener-priorities';
import { natGateways, subnetSizes, vpcBlocks } from './network';
import { knownEnvironments } from './overrides';
import {
  environmentsOfStacks,
  separateStackNames,
  sharedApartFromEnvironments,
  sharedWithoutEnvironments,
} from './own-stacks';
import { ownActions, ownResources, ownSecrets } from './own-permissions';
import { distinctPipelineRoles } from './pipeline-roles';
import { versionsOfProviders } from './provider-versions';
import { resourcesPerApi, scopesPerClient, servicesPerLoadBalancer, stagesPerPipeline } from './quotas';
import { usableRegion } from './region';
import type { Rule } from './rule';
import { keysBesideSecrets } from './secret-keys';
import { fargatePairs, wholeSizes } from './sizes';
import { distinctSources } from './sources';
import { distinctStackIds } from './stack-ids';
import { distinctTags, fewTags, ownTagsFree } from './tags';
import { taskOrder } from './tasks';
import { variablesOrSecrets } from './variables';

/** What holds for every config. */
export const rules: readonly Rule[] = [
  usableRegion,
  versionsOfProviders,
  fewTags,
  ownTagsFree,
  distinctTags,
  vpcBlocks,
  subnetSizes,
  natGateways,
  topicsInRegion,
  knownEnvironments,
  jobEnvironmentsFree,
  idsTogether,
  rolesApartFromJobs,
  environmentsOfStacks,
  sharedWithoutEnvironments,
  separateStackNames,
  sharedApartFromEnvironments,
  ownActions,
  ownResources,
  ownSecrets,
  distinctStackIds,
  distinctPipelineRoles,
  distinctSources,
  wholeSizes,
  fargatePairs,
  timeoutBelowInterval,
  ascendingSuccessCodes,
  taskOrder,
  variablesOrSecrets,
  keysBesideSecrets,
  unreservedApiPaths,
  separateApiPaths,
];

/** What AWS allows of a kind, which large platforms meet; a benchmark may go beyond. */
export const quotaRules: readonly Rule[] = [
  servicesPerLoadBalancer,
  resourcesPerApi,
  scopesPerClient,
  stagesPerPipeline,
  distinctListenerPriorities,
];
