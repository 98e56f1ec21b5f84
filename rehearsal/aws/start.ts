import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startMoto } from '../moto/start';
import { GAPS } from './gaps';
import { createGateway, type RequestEvent } from './gateway';
import type { Memory } from './table';

/** What the embedded AWS is to be. */
export interface EmbeddedAwsOptions {
  /** AWS account of its callers, 12 digits. */
  readonly account: string;
  /** Region of the few calls that do not name one, such as sign-in. @default us-east-1 */
  readonly region?: string;
  /** Path of a Python that has moto, see `installMoto`. */
  readonly python: string;
  /** File that takes moto's log. @default it is thrown away */
  readonly logFile?: string;
  /** Told of every call, after it was answered. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** A running embedded AWS: one address for all services, accounts and regions. */
export interface EmbeddedAws {
  /** `http://127.0.0.1:<port>`: what AWS_ENDPOINT_URL is set to. */
  readonly endpoint: string;
  readonly account: string;
  /** What the gateway keeps; see `Table`. */
  readonly memory: Memory;
  /** Ends it and everything stored in it. */
  close(): Promise<void>;
}

/**
 * Starts moto and the gateway in front of it, on free loopback ports.
 * @throws RehearsalError if moto does not start
 */
export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const { account, region = 'us-east-1', onRequest } = options;
  const moto = await startMoto(options);
  const memory: Memory = {};
  const gateway = createGateway({ moto, account, region, gaps: GAPS, memory, ...(onRequest && { onRequest }) });
  const close = async (): Promise<void> => {
    await closeServer(gateway);
    await moto.close();
  };
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  return { endpoint: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, account, memory, close };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
