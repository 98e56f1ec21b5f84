import type { Service } from '../../gateway/service';
import { lambda } from './authorization';

/** What is added to moto's Lambda; README.md tells what is still unlike AWS. */
export const LAMBDA: Service = {
  signingName: 'lambda',
  questions: lambda,
};
