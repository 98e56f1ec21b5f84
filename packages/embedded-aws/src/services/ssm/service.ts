import type { Service } from '../../gateway/service';
import { ssm } from './authorization';
import { SSM_RESOURCES } from './resources';

/** What is added to moto's Systems Manager; README.md tells what is still unlike AWS. */
export const SSM: Service = {
  signingName: 'ssm',
  questions: ssm,
  resources: SSM_RESOURCES,
};
