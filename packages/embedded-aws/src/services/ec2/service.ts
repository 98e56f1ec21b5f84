import type { Service } from '../../gateway/service';
import { ruleDescriptions } from './handlers/rule-descriptions';
import { EC2_RESOURCES } from './resources';

/** What is added to moto's EC2; README.md tells what is still unlike AWS. */
export const EC2: Service = {
  signingName: 'ec2',
  handlers: [ruleDescriptions],
  resources: EC2_RESOURCES,
};
