import type { Service } from '../../gateway/service';
import { logs } from './authorization';
import { LOGS_HANDLERS } from './handlers';
import { LOGS_RESOURCES } from './resources';

/** What is added to moto's CloudWatch Logs; README.md tells what is still unlike AWS. */
export const LOGS: Service = {
  signingName: 'logs',
  handlers: LOGS_HANDLERS,
  questions: logs,
  resources: LOGS_RESOURCES,
};
