import { createHash } from 'node:crypto';

/** Highest priority of a listener rule. Source: Elastic Load Balancing API, CreateRule: Priority. */
const HIGHEST_PRIORITY = 50_000;

/**
 * The priority of a service's listener rule, 1 to 50,000: a hash of its API path. So no service's priority depends on
 * another's, and adding one changes no rule of the others. Two paths rarely share one; `rules/listener-priorities.ts`
 * refuses that.
 */
export function listenerPriority(path: string): number {
  return (createHash('sha256').update(path).digest().readUInt32BE(0) % HIGHEST_PRIORITY) + 1;
}
