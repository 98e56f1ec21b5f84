import type { Service } from '../../gateway/service';
import { secretsmanager } from './authorization';

/** What is added to moto's Secrets Manager; README.md tells what is still unlike AWS. */
export const SECRETS_MANAGER: Service = {
  signingName: 'secretsmanager',
  questions: secretsmanager,
};
