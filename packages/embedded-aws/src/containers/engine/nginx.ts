import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Runtime } from '../../gateway/runtime';
import { ContainerError, type ContainerOptions, type RunningContainer } from '../container';
import { digestOf } from '../oci/digest';
import type { ImageReference } from '../oci/reference';
import type { Ports } from './ports';

/** The only port that a fresh nginx listens on. */
const PORT = 80;

/** Where nginx's images are, official ones and AWS's copies of them. */
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  'public.ecr.aws': ['nginx/nginx', 'docker/library/nginx'],
  'docker.io': ['library/nginx'],
};

/** The digest that the stand-in goes by. */
export const NGINX_DIGEST = digestOf('stand-in for nginx');

/** Whether an image is nginx's own. */
export function isNginx({ registry, repository }: ImageReference): boolean {
  return IMAGES[registry]?.includes(repository) ?? false;
}

/**
 * Answers as nginx does before anybody configures it: a welcome on `/`, and 404 on other paths.
 * @throws ContainerError if it is to run another program
 */
export async function startNginx(
  { signal }: Pick<Runtime, 'signal'>,
  ports: Ports,
  options: ContainerOptions,
): Promise<RunningContainer> {
  checkProgram(options);
  const server = createServer((request, response) => {
    options.onOutput(answer(request, response));
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
  const loopbackPorts = options.containerPorts.map(
    async (port) => [port, port === PORT ? listening : await ports.free()] as const,
  );
  const stop = async (): Promise<void> => {
    close();
    await exited;
  };
  return { loopbackPorts: new Map(await Promise.all(loopbackPorts)), exited, stop };
}

function checkProgram({ image, entryPoint = [], command = [] }: ContainerOptions): void {
  const [program = 'nginx'] = [...entryPoint, ...command];
  if (/(^|\/)(nginx|nginx-debug|docker-entrypoint\.sh)$/.test(program)) return;
  throw new ContainerError(
    'CannotStartContainerError',
    `exec: "${program}": ${image.reference} is a stand-in that has no other program than nginx`,
  );
}

/** @returns the line of the access log */
function answer(request: IncomingMessage, response: ServerResponse): string {
  const isWelcome = request.url === '/' || request.url === '/index.html';
  const status = isWelcome ? 200 : 404;
  const body = page(isWelcome ? 'Welcome to nginx!' : '404 Not Found');
  request.resume();
  const headers = { server: 'nginx', 'content-type': 'text/html', 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  return `"${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}" ${status}`;
}

function page(title: string): string {
  return `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
}
