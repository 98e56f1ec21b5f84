import type { Service } from '../../gateway/service';
import { sts } from './authorization';
import { STS_HANDLERS } from './handlers';

/** What is added to moto's Security Token Service; README.md tells what is still unlike AWS. */
export const STS: Service = {
  signingName: 'sts',
  handlers: STS_HANDLERS,
  questions: sts,
};
