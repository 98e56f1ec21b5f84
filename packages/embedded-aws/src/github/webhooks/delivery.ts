import type { Hook } from '../api/store';

/** An event as webhooks are told of it. */
export interface WebhookEvent {
  /** As in the header `X-GitHub-Event`. */
  readonly name: 'ping' | 'push';
  /** The same for all webhooks that are told, and for redeliveries: UUID of the header `X-GitHub-Delivery`. */
  readonly guid: string;
  /** What is sent as JSON. */
  readonly payload: object;
}

/** What was sent to a receiver. */
export interface DeliveryRequest {
  readonly url: string;
  /** By name as sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a receiver answered, or why it did not. */
export interface DeliveryResponse {
  /** HTTP status code; 502 if nothing listens, 504 if there was no answer in time. */
  readonly statusCode: number;
  /** In GitHub's words, e.g. `OK`, `Invalid HTTP Response: 403`, `timed out`, `failed to connect`. */
  readonly status: string;
  /** By name as received; empty without an answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One attempt to tell one webhook of an event. */
export interface Delivery {
  readonly id: number;
  /** The webhook as it was. */
  readonly hook: Hook;
  readonly event: WebhookEvent;
  readonly redelivery: boolean;
  readonly deliveredAt: Date;
  readonly durationSeconds: number;
  readonly request: DeliveryRequest;
  readonly response: DeliveryResponse;
}
