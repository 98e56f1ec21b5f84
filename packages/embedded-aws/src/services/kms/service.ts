import type { Service } from '../../gateway/service';
import { kms } from './authorization';

/** What is added to moto's Key Management Service; README.md tells what is still unlike AWS. */
export const KMS: Service = {
  signingName: 'kms',
  questions: kms,
};
