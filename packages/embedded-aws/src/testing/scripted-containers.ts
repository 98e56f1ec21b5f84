import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { AwsSettings } from '../gateway/settings';
import {
  ContainerError,
  type ContainerEngine,
  type ContainerOptions,
  type PulledImage,
  type RunningContainer,
} from '../containers/container';

/** What a container of an image does. */
export interface Script {
  /** HTTP status of its answers. @default 200 */
  readonly status?: number;
  /** It ends at once with this exit code. @default it runs until it is stopped */
  readonly exitCode?: number;
  /** Real milliseconds until its ports are open. @default they are open when it starts */
  readonly opensAfterMs?: number;
  /** Given the path of a request; it answers when this resolves. @default it answers at once */
  readonly work?: (path: string) => Promise<void>;
  /** Lines that it prints when it starts. @default none */
  readonly prints?: readonly string[];
}

/** A container of an image, as long as it runs. */
export interface ScriptedContainer extends ContainerOptions {
  /** Ends it as if it had crashed. */
  crash(exitCode: number): void;
}

/** Runs scripts in the place of images: HTTP servers of this process, which answer with the name of their image. */
export class ScriptedContainers implements ContainerEngine {
  readonly #scripts = new Map<string, Script>();
  /** The containers that run. */
  readonly running = new Set<ScriptedContainer>();
  /** The images that were pulled, and with which settings. */
  readonly pulls: { readonly reference: string; readonly settings: AwsSettings }[] = [];
  /** Milliseconds that containers got to end. */
  readonly graces: number[] = [];

  /** Makes an image. */
  define(reference: string, script: Script = {}): string {
    this.#scripts.set(reference, script);
    return reference;
  }

  pull(reference: string, settings: AwsSettings): Promise<PulledImage> {
    this.pulls.push({ reference, settings });
    if (!this.#scripts.has(reference)) {
      return Promise.reject(new ContainerError('CannotPullContainerError', `no such image: ${reference}`));
    }
    return Promise.resolve({ reference, digest: `sha256:${'0'.repeat(64)}` });
  }

  async start(options: ContainerOptions): Promise<RunningContainer> {
    const script = this.#scripts.get(options.image.reference) ?? {};
    const served = await Promise.all(options.containerPorts.map(() => serve(options.image.reference, script)));
    let end: (exitCode: number) => void = () => undefined;
    const exited = new Promise<{ exitCode: number }>((resolve) => {
      end = (exitCode) => {
        resolve({ exitCode });
      };
    });
    const container: ScriptedContainer = { ...options, crash: end };
    this.running.add(container);
    void exited.then(() => {
      this.running.delete(container);
      for (const { close } of served) close();
    });
    for (const line of script.prints ?? []) options.onOutput(line);
    if (script.exitCode !== undefined) end(script.exitCode);
    const stop = (graceMs: number): Promise<void> => {
      this.graces.push(graceMs);
      end(SIGTERM_EXIT_CODE);
      return exited.then(() => undefined);
    };
    const loopbackPorts = new Map(options.containerPorts.map((port, index) => [port, served[index]?.port ?? 0]));
    return { loopbackPorts, exited, stop };
  }
}

/** A port on 127.0.0.1. */
interface ServedPort {
  readonly port: number;
  readonly close: () => void;
}

/** 128 and the number of SIGTERM. */
const SIGTERM_EXIT_CODE = 143;

/** Serves a port, at once or later. */
async function serve(
  reference: string,
  { status = 200, opensAfterMs = 0, work = () => Promise.resolve() }: Script,
): Promise<ServedPort> {
  const server = createServer((request, response) => {
    void work(request.url ?? '').then(() => response.writeHead(status).end(reference));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  if (opensAfterMs > 0) {
    server.close();
    const timer = setTimeout(() => server.listen(port, '127.0.0.1'), opensAfterMs);
    server.once('ended', () => {
      clearTimeout(timer);
    });
  }
  const close = (): void => {
    server.emit('ended');
    server.close();
    server.closeAllConnections();
  };
  return { port, close };
}
