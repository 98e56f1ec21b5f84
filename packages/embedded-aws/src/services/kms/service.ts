import type { Service } from '../../gateway/service';
import { kms } from './authorization';
import { KMS_HANDLERS } from './handlers';
import { keyPolicy } from './resource-policy';
import { KMS_RESOURCES } from './resources';

/** What is added to moto's Key Management Service; README.md tells what is still unlike AWS. */
export const KMS: Service = {
  signingName: 'kms',
  handlers: KMS_HANDLERS,
  questions: kms,
  resourcePolicy: keyPolicy,
  resources: KMS_RESOURCES,
};
