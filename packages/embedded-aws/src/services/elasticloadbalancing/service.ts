import type { Service } from '../../gateway/service';
import { elasticloadbalancing } from './authorization';
import { ELASTIC_LOAD_BALANCING_HANDLERS } from './handlers';
import { ELASTIC_LOAD_BALANCING_RESOURCES } from './resources';
import { loadBalancerPlane } from './runtime/data-plane';

/** What is added to moto's Elastic Load Balancing; README.md tells what is still unlike AWS. */
export const ELASTIC_LOAD_BALANCING: Service = {
  signingName: 'elasticloadbalancing',
  handlers: ELASTIC_LOAD_BALANCING_HANDLERS,
  questions: elasticloadbalancing,
  dataPlanes: [loadBalancerPlane],
  resources: ELASTIC_LOAD_BALANCING_RESOURCES,
};
