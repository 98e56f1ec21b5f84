import type { Service } from '../../gateway/service';
import { sns } from './authorization';

/** What is added to moto's Simple Notification Service; README.md tells what is still unlike AWS. */
export const SNS: Service = {
  signingName: 'sns',
  questions: sns,
};
