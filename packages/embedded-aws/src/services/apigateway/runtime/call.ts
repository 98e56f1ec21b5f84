import type { IncomingMessage } from 'node:http';

import type { Runtime } from '../../../gateway/runtime';
import type { ApiAddress } from './address';
import type { Route } from './routes';
import type { ServedStage } from './stored';

/** A request to an API. */
export interface ApiCall extends ServedStage {
  readonly runtime: Runtime;
  readonly address: ApiAddress;
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  /** Milliseconds since the epoch when it came. */
  readonly startedMs: number;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
}

/** Claims of the caller's token, as text (API Gateway Developer Guide, "Data model for context variables"). */
export type Claims = Readonly<Record<string, string>>;

/** A request whose method is known and whose caller may call it. */
export interface AuthorizedCall extends ApiCall, Route {
  readonly claims: Claims;
}

/** What a client gets. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
  /** What the backend said. @default none was asked */
  readonly integration?: IntegrationResult;
}

/** How a backend answered. */
export interface IntegrationResult {
  /** @default it did not answer */
  readonly status?: number;
  readonly latencyMs: number;
  /** @default it answered */
  readonly error?: string;
}
