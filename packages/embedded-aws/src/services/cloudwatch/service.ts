import type { Service } from '../../gateway/service';
import { cloudwatch } from './authorization';
import { CLOUDWATCH_RESOURCES } from './resources';

/** What is added to moto's CloudWatch; README.md tells what is still unlike AWS. */
export const CLOUDWATCH: Service = {
  signingName: 'monitoring',
  questions: cloudwatch,
  resources: CLOUDWATCH_RESOURCES,
};
