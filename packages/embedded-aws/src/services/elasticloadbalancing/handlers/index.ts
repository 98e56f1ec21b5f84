import { changes, networkChanges } from './changes';
import { deletionProtection } from './deletion-protection';
import { deregistration, registration, targetHealth } from './targets';
import { duplicateListeners, duplicateLoadBalancers } from './duplicates';

/** What moto lacks of Elastic Load Balancing. */
export const ELASTIC_LOAD_BALANCING_HANDLERS = [
  changes,
  deletionProtection,
  deregistration,
  networkChanges,
  registration,
  targetHealth,
  duplicateListeners,
  duplicateLoadBalancers,
];
