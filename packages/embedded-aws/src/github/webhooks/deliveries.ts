import { randomUUID } from 'node:crypto';
import { isAbortError } from '../../error-kinds';
import type { Clock } from '../../clock';
import type { GithubStore, Hook, Repository } from '../api/store';
import type { Delivery, WebhookEvent } from './delivery';
import { deliveryRequest } from './delivery-request';
import { post } from './post';

/** What delivering needs. */
export interface DeliveriesOptions {
  readonly store: GithubStore;
  readonly clock: Clock;
  /** Gives up what is under way. */
  readonly signal: AbortSignal;
}

/** Delivers events to webhooks in the background, once each, and remembers how it went. */
export class Deliveries {
  readonly #deliveries: Delivery[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #lastEvents = new Map<string, WebhookEvent>();
  #lastId = 0;

  constructor(private readonly options: DeliveriesOptions) {}

  /** Tells every active webhook of a repository that listens to such an event. */
  publish(repository: Repository, event: WebhookEvent): void {
    this.#lastEvents.set(`${repository.id} ${event.name}`, event);
    for (const hook of this.options.store.hooks(repository)) {
      if (hook.active && listensTo(hook, event.name)) this.send(hook, event);
    }
  }

  /** Tells one webhook of its repository's last event of a kind, if it listens to such and there was one. */
  repeat(name: WebhookEvent['name'], hook: Hook): void {
    const event = this.#lastEvents.get(`${hook.repository.id} ${name}`);
    if (event !== undefined && listensTo(hook, name)) this.send(hook, { ...event, guid: randomUUID() });
  }

  /** Tells one webhook in the background, also if it does not listen to such events. */
  send(hook: Hook, event: WebhookEvent, { redelivery = false } = {}): void {
    const task = this.deliver(hook, event, redelivery)
      .catch((error: unknown) => {
        if (!this.options.signal.aborted || !isAbortError(error)) throw error;
      })
      .then(() => {
        this.#underWay.delete(task);
      });
    this.#underWay.add(task);
  }

  /**
   * Tells one webhook.
   * @throws DOMException `AbortError` when it is given up
   */
  async deliver(hook: Hook, event: WebhookEvent, redelivery = false): Promise<Delivery> {
    const { clock, signal } = this.options;
    const deliveredAt = new Date(clock.now());
    const request = deliveryRequest(hook, event);
    const started = performance.now();
    const response = await post(request, { clock, signal, verifyCertificate: hook.config.insecureSsl === '0' });
    const durationSeconds = Math.round(performance.now() - started) / 1000;
    this.#lastId += 1;
    const delivery = { id: this.#lastId, hook, event, redelivery, deliveredAt, durationSeconds, request, response };
    this.#deliveries.push(delivery);
    return delivery;
  }

  /** What was delivered, successfully or not, the oldest first; to one webhook if one is given. */
  all(hook?: Hook): readonly Delivery[] {
    return this.#deliveries.filter((delivery) => hook === undefined || delivery.hook.id === hook.id);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}

function listensTo({ events }: Hook, name: string): boolean {
  return events.includes(name) || events.includes('*');
}
