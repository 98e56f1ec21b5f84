import type { Service } from '../../gateway/service';
import { ec2 } from './authorization';
import { ruleDescriptions } from './handlers/rule-descriptions';
import { EC2_RESOURCES } from './resources';

/** What is added to moto's EC2; README.md tells what is still unlike AWS. */
export const EC2: Service = {
  signingName: 'ec2',
  handlers: [ruleDescriptions],
  questions: ec2,
  resources: EC2_RESOURCES,
};
