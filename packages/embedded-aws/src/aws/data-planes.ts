import type { DataPlane } from './data-plane';
import { signInPages } from './engines/cognito/data-plane';
import { layerPlane, registryPlane } from './engines/ecr/data-plane';
import { loadBalancerPlane } from './engines/elasticloadbalancing/data-plane';
import { executeApi } from './engines/execute-api/data-plane';

/** Everything that is served beside AWS's own calls. */
export const DATA_PLANES: readonly DataPlane[] = [
  executeApi,
  loadBalancerPlane,
  signInPages,
  registryPlane,
  layerPlane,
];
