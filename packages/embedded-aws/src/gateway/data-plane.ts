import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Runtime } from './runtime';

/** Requests to what runs in the embedded AWS (an API, a load balancer, a registry), not to AWS itself. */
export interface DataPlane {
  /** Whether a request is for it, by its host or path. Calls of AWS SDKs, which come to `127.0.0.1`, are for none. */
  readonly takes: (incoming: IncomingMessage) => boolean;
  /** Answers a request; what it throws ends the connection. */
  readonly serve: (incoming: IncomingMessage, response: ServerResponse, runtime: Runtime) => Promise<void>;
}
