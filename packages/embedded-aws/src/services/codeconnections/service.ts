import type { Service } from '../../gateway/service';
import { codeconnections } from './authorization';
import { CODECONNECTIONS_HANDLERS, CODESTAR_CONNECTIONS_HANDLERS } from './handlers/connections';

/** CodeConnections, which moto lacks; README.md tells what is still unlike AWS. */
export const CODECONNECTIONS: Service = {
  signingName: 'codeconnections',
  handlers: CODECONNECTIONS_HANDLERS,
  questions: codeconnections('codeconnections'),
};

/** The same connections under the service's former name. */
export const CODESTAR_CONNECTIONS: Service = {
  signingName: 'codestar-connections',
  handlers: CODESTAR_CONNECTIONS_HANDLERS,
  questions: codeconnections('codestar-connections'),
};
