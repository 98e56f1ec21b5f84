import type { Service } from '../../gateway/service';
import { ecs } from './authorization';
import { ECS_HANDLERS } from './handlers';
import { ECS_RESOURCES } from './resources';

/** What is added to moto's Elastic Container Service; README.md tells what is still unlike AWS. */
export const ECS: Service = {
  signingName: 'ecs',
  handlers: ECS_HANDLERS,
  questions: ecs,
  resources: ECS_RESOURCES,
};
