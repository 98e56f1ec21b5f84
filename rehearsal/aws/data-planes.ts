import type { DataPlane } from './data-plane';
import { layerPlane, registryPlane } from './engines/ecr/data-plane';
import { loadBalancerPlane } from './engines/elasticloadbalancing/data-plane';

/** Everything that is served beside AWS's own calls. */
export const DATA_PLANES: readonly DataPlane[] = [loadBalancerPlane, registryPlane, layerPlane];
