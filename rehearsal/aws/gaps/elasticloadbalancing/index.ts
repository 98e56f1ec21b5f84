import { deletionProtection } from './deletion-protection';
import { twinListeners, twinLoadBalancers } from './twins';

/** What moto lacks of Elastic Load Balancing. */
export const ELASTIC_LOAD_BALANCING_GAPS = [deletionProtection, twinListeners, twinLoadBalancers];
