import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';

import { type Clock, RunningClock } from './clock';
import type { ContainerEngine } from './containers/container';
import { writeDockerProgram } from './containers/docker-program';
import { createContainerEngine } from './containers/engine';
import { isConnectionError } from './error-kinds';
import { RehearsalError } from './errors';
import { type Close, openParts } from './open-parts';
import { startMoto } from './moto/start';
import { createRuntime, type OwnedRuntime } from './gateway/create-runtime';
import { SERVICES } from './services';
import { createGateway, type RequestEvent } from './gateway/gateway';
import type { Runtime } from './gateway/runtime';
import type { Memory } from './gateway/table';

/** What the embedded AWS is to be. */
export interface EmbeddedAwsOptions {
  /** AWS account of its callers, 12 digits. */
  readonly account: string;
  /** Region of the few calls that do not name one, such as sign-in. @default us-east-1 */
  readonly region?: string;
  /** TCP port on 127.0.0.1. @default a free one */
  readonly port?: number;
  /** Path of a Python that has moto, see `installMoto`. */
  readonly python: string;
  /** Existing folder for what it keeps on disk until it ends. @default the system's for temporary files */
  readonly scratch?: string;
  /** File that takes moto's log. @default it is thrown away */
  readonly logFile?: string;
  /** The time in it. @default the real one */
  readonly clock?: Clock;
  /** Address of GitHub's REST API, where pipelines fetch sources. @default https://api.github.com */
  readonly githubUrl?: string;
  /** What runs the containers of tasks. @default they are processes of this machine */
  readonly containers?: ContainerEngine;
  /** Added to the environment of every program that it starts: builds, containers. @default nothing */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of every call, after it was answered. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Told of bugs: in calls that got no answer for it, and in what goes on by itself. @default they are warnings of this process */
  readonly onFailure?: (error: Error) => void;
  /** Told what a user should know though AWS does not tell it. @default it is a warning of this process */
  readonly onWarning?: (message: string) => void;
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
  /** What its running parts have in common. */
  readonly runtime: Runtime;
  /** Ends it and everything stored in it. */
  close(): Promise<void>;
}

/**
 * Starts moto and the gateway in front of it, on loopback ports.
 * @throws RehearsalError if moto does not start, or the port of the gateway is taken
 */
export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const { opened, close } = await openParts((onOpened) => start(options, onOpened));
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  return { ...opened, account: options.account, close };
}

async function start(
  options: EmbeddedAwsOptions,
  onOpened: (close: Close) => void,
): Promise<Pick<EmbeddedAws, 'endpoint' | 'memory' | 'runtime'>> {
  const { account, region = 'us-east-1', onRequest, onFailure = warn } = options;
  const folder = await realpath(await mkdtemp(path.join(options.scratch ?? tmpdir(), 'embedded-aws-')));
  onOpened(() => rm(folder, { recursive: true, force: true }));
  const moto = await startMoto(options);
  onOpened(() => moto.close());
  const memory: Memory = {};
  const running: { runtime?: OwnedRuntime } = {};
  const runtimeOf = (): OwnedRuntime => {
    if (running.runtime === undefined) throw new Error('the gateway does not listen yet');
    return running.runtime;
  };
  const ending = new AbortController();
  const tell = (failure: Error): void => {
    // moto ends before calls that are still served, and whose callers have gone.
    if (!(ending.signal.aborted && isConnectionError(failure.cause))) onFailure(failure);
  };
  const parts = { moto, account, region, services: SERVICES, memory, runtime: runtimeOf, onFailure: tell };
  const gateway = createGateway({ ...parts, ...(onRequest && { onRequest }) });
  const endpoint = await listen(gateway, options.port ?? 0);
  onOpened(() => {
    ending.abort();
    return closeServer(gateway);
  });
  const runtime = (running.runtime = await openRuntime(options, { endpoint, memory, folder }));
  onOpened(() => runtime.stop());
  return { endpoint, memory, runtime };
}

async function openRuntime(
  options: EmbeddedAwsOptions,
  parts: Pick<OwnedRuntime, 'endpoint' | 'memory' | 'folder'>,
): Promise<OwnedRuntime> {
  return createRuntime({
    ...parts,
    clock: options.clock ?? new RunningClock(),
    programs: [await writeDockerProgram(parts), path.dirname(options.python)],
    environment: options.environment ?? {},
    githubUrl: options.githubUrl ?? 'https://api.github.com',
    containers: (runtime) => options.containers ?? createContainerEngine(runtime),
    onFailure: options.onFailure ?? warn,
    onWarning: options.onWarning ?? warn,
  });
}

function warn(warning: Error | string): void {
  // With its cause and both stacks, which Node.js does not print of the error itself.
  if (typeof warning === 'string') process.emitWarning(warning);
  else process.emitWarning(inspect(warning), 'EmbeddedAwsFailure');
}

/**
 * @param port 0 for a free one
 * @returns address of the server
 */
async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')))
      throw error;
    const found = error.code === 'EACCES' ? 'may not be used by this user' : 'is taken by another program';
    const hint = 'Choose another port, or none to get a free one.';
    throw new RehearsalError(`Port ${String(port)} of 127.0.0.1 ${found}.`, hint, { cause: error });
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
