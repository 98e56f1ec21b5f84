import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Runtime } from '../../gateway/runtime';
import { ContainerError, type ContainerOptions, type RunningContainer } from '../container';
import type { ImageReference } from '../oci/reference';
import type { Ports } from './ports';

/** A web server in place of an image of another registry, which is not pulled: what the image does is known. */
export interface StandIn {
  /** What people call the program in the image. */
  readonly name: string;
  /** The digest that it goes by, where the reference has none. */
  readonly digest: string;
  /** Paths of the program, the only one that the image has. */
  readonly program: RegExp;
  /** Whether an image is the one that it stands for. */
  isOf(reference: ImageReference): boolean;
  /** The only port that it listens on, as the container sees it. */
  portIn(environment: Readonly<Record<string, string>>): number;
  /** What it answers to a request for a path. */
  answer(path: string): { readonly status: number; readonly title: string };
}

/**
 * Starts a stand-in.
 * @throws ContainerError if it is to run another program
 */
export async function startStandIn(
  standIn: StandIn,
  { signal }: Pick<Runtime, 'signal'>,
  ports: Ports,
  options: ContainerOptions,
): Promise<RunningContainer> {
  checkProgram(standIn, options);
  const server = createServer((request, response) => {
    options.onOutput(answer(standIn, request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  signal.addEventListener('abort', close, { once: true });
  const exited = once(server, 'close').then(() => {
    signal.removeEventListener('abort', close);
    return { exitCode: 0 };
  });
  const listening = (server.address() as AddressInfo).port;
  const own = standIn.portIn(options.environment);
  const loopbackPorts = options.containerPorts.map(
    async (port) => [port, port === own ? listening : await ports.free()] as const,
  );
  const stop = async (): Promise<void> => {
    close();
    await exited;
  };
  return { loopbackPorts: new Map(await Promise.all(loopbackPorts)), exited, stop };
}

function checkProgram({ name, program }: StandIn, { image, entryPoint = [], command = [] }: ContainerOptions): void {
  const [asked] = [...entryPoint, ...command];
  if (asked === undefined || program.test(asked)) return;
  throw new ContainerError(
    'CannotStartContainerError',
    `exec: "${asked}": ${image.reference} is a stand-in that has no other program than ${name}`,
  );
}

/** @returns the line of the access log */
function answer(standIn: StandIn, request: IncomingMessage, response: ServerResponse): string {
  const { status, title } = standIn.answer(request.url ?? '/');
  const body = page(title);
  request.resume();
  const headers = { server: standIn.name, 'content-type': 'text/html', 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  return `"${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}" ${status}`;
}

function page(title: string): string {
  return `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
}
