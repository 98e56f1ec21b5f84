import type { Service } from '../../gateway/service';
import { iam } from './authorization';
import { IAM_HANDLERS } from './handlers';
import { IAM_RESOURCES } from './resources';

/** What is added to moto's Identity and Access Management; README.md tells what is still unlike AWS. */
export const IAM: Service = {
  signingName: 'iam',
  handlers: IAM_HANDLERS,
  questions: iam,
  resources: IAM_RESOURCES,
};
