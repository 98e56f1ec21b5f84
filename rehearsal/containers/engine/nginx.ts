import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ContainerOptions, RunningContainer } from '../container';
import { digestOf } from '../oci/digest';
import type { ImageReference } from '../oci/reference';
import { freePort } from './ports';

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

/** Answers as nginx does before anybody configures it: a welcome on `/`, nothing elsewhere. */
export async function startNginx({ containerPorts, onOutput }: ContainerOptions): Promise<RunningContainer> {
  const server = createServer((request, response) => {
    const isWelcome = request.url === '/' || request.url === '/index.html';
    request.resume();
    onOutput(`"${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}" ${isWelcome ? 200 : 404}`);
    response.writeHead(isWelcome ? 200 : 404, { server: 'nginx', 'content-type': 'text/html' });
    response.end(isWelcome ? page('Welcome to nginx!') : page('404 Not Found'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closed = once(server, 'close');
  const listening = (server.address() as AddressInfo).port;
  const ports = containerPorts.map(async (port) => [port, port === PORT ? listening : await freePort()] as const);
  return {
    loopbackPorts: new Map(await Promise.all(ports)),
    exited: closed.then(() => ({ exitCode: 0 })),
    stop: async () => {
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

function page(title: string): string {
  return `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
}
