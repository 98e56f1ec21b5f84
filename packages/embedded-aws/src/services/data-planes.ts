import type { DataPlane } from '../gateway/data-plane';
import { signInPages } from './cognito-idp/runtime/data-plane';
import { layerPlane, registryPlane } from './ecr/runtime/data-plane';
import { loadBalancerPlane } from './elasticloadbalancing/runtime/data-plane';
import { executeApi } from './apigateway/runtime/data-plane';

/** Everything that is served beside AWS's own calls. */
export const DATA_PLANES: readonly DataPlane[] = [
  executeApi,
  loadBalancerPlane,
  signInPages,
  registryPlane,
  layerPlane,
];
