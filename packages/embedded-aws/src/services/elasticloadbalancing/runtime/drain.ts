import type { Runtime } from '../../../gateway/runtime';
import type { StoredLoadBalancing } from './stored';
import { keyOf, type Target } from './targets';
import { within } from './within';

/** Source: Application Load Balancers user guide, "Edit target group attributes", deregistration delay. */
const DEFAULT_DELAY_SECONDS = 300;

/**
 * Takes a target that gets no new requests out of its group once its deregistration delay is over. Requests that it has
 * yet to answer then get the delay in real time: a target works no faster because the clock does.
 * @param targets of the group; one that was registered again meanwhile stays
 */
export async function drain(
  target: Target,
  targets: Map<string, Target>,
  { clock, signal }: Pick<Runtime, 'clock' | 'signal'>,
  stored: StoredLoadBalancing,
): Promise<void> {
  const delayMs = await delayOf(target, stored);
  await clock.sleep(delayMs, signal);
  await within(clock, delayMs, signal, () => Promise.all(target.inFlight));
  if (targets.get(keyOf(target)) === target) targets.delete(keyOf(target));
}

async function delayOf({ groupArn }: Target, stored: StoredLoadBalancing): Promise<number> {
  // If the group was deleted in the meantime, its targets are gone, and there is nothing to wait for.
  if ((await stored.targetGroup(groupArn)) === undefined) return 0;
  const attributes = await stored.targetGroupAttributes(groupArn);
  return Number(attributes['deregistration_delay.timeout_seconds'] ?? DEFAULT_DELAY_SECONDS) * 1000;
}
