import type { Receiver } from './receiver';
import type { Shop } from './shop';

/** Pushes, and gives the events that a receiver got of it, in the order of their refs. */
export async function pushEvents(
  shop: Shop,
  receiver: Receiver,
  ...refs: readonly string[]
): Promise<Record<string, unknown>[]> {
  const before = receiver.payloads('push').length;
  await shop.checkout.git('push', '--force', shop.remote, ...refs);
  await shop.github.settled();
  const events = receiver.payloads('push').slice(before) as Record<string, unknown>[];
  return events.sort((one, other) => String(one['ref']).localeCompare(String(other['ref'])));
}
