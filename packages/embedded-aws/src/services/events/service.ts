import type { Service } from '../../gateway/service';
import { events } from './authorization';

/** What is added to moto's EventBridge; README.md tells what is still unlike AWS. */
export const EVENTS: Service = {
  signingName: 'events',
  questions: events,
};
