import { randomUUID } from 'node:crypto';
import { hookView } from '../api/hook-view';
import { type RepositoryFacts, repositoryView } from '../api/repository-view';
import type { Hook } from '../api/store';
import { userView } from '../api/user-view';
import type { Delivery, WebhookEvent } from './delivery';

/** What a webhook's ping tells. */
export interface Ping {
  /** Address of the API without a slash at its end. */
  readonly apiUrl: string;
  readonly hook: Hook;
  readonly facts: RepositoryFacts;
  /** The webhook's last delivery, if there was one. */
  readonly last: Delivery | undefined;
}

/** The event that a webhook is tried with ("Webhook events and payloads: ping", GitHub Docs). */
export function pingEvent({ apiUrl, hook, facts, last }: Ping): WebhookEvent {
  const payload = {
    zen: 'Practicality beats purity.',
    hook_id: hook.id,
    hook: hookView(apiUrl, hook, last),
    repository: repositoryView(apiUrl, hook.repository, facts),
    sender: userView(apiUrl, hook.repository),
  };
  return { name: 'ping', guid: randomUUID(), payload };
}
