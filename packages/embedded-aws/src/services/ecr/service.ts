import type { Service } from '../../gateway/service';
import { ecr } from './authorization';
import { ECR_HANDLERS } from './handlers';
import { repositoryPolicy } from './resource-policy';
import { ECR_RESOURCES } from './resources';
import { layerPlane, registryPlane } from './runtime/data-plane';

/** What is added to moto's Elastic Container Registry; README.md tells what is still unlike AWS. */
export const ECR: Service = {
  signingName: 'ecr',
  handlers: ECR_HANDLERS,
  questions: ecr,
  dataPlanes: [registryPlane, layerPlane],
  resourcePolicy: repositoryPolicy,
  resources: ECR_RESOURCES,
};
