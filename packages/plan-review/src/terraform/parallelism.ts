import { availableParallelism, freemem } from 'node:os';

/** What one plan takes: terraform, and its AWS provider. Measured with AWS provider 5.100.0. */
const BYTES_PER_PLAN = 0.85 * 2 ** 30;

/** How many plans this machine makes at a time: each takes about a processor and most of a gigabyte. At least one. */
export function plansAtATime(processors = availableParallelism(), freeBytes = freemem()): number {
  return Math.max(1, Math.min(processors, Math.floor(freeBytes / BYTES_PER_PLAN)));
}
