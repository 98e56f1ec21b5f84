import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { ContainerError } from '../container';

/** Names of variables by which programs learn the port that they are to listen on. */
const PORT_VARIABLE = /^(.*_)?PORT$/;

/** A port on 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  return probe(0);
}

/** What a container is told, and where it will be found. */
export interface AssignedPorts {
  /** The variables, with ports that are free on this machine. */
  readonly environment: Readonly<Record<string, string>>;
  readonly loopbackPorts: ReadonlyMap<number, number>;
}

/**
 * Gives each port of a container a free one on this machine, where all containers share the same ports. A program learns
 * it from a variable named `PORT`, or ending in `_PORT`, whose value is the container's port.
 * @throws ContainerError if a port that no variable names is taken
 */
export async function assignPorts(
  containerPorts: readonly number[],
  environment: Readonly<Record<string, string>>,
): Promise<AssignedPorts> {
  const loopbackPorts = new Map<number, number>();
  const changed: Record<string, string> = {};
  for (const port of containerPorts) {
    const names = Object.keys(environment).filter(
      (name) => PORT_VARIABLE.test(name) && environment[name] === String(port),
    );
    const loopbackPort = names.length === 0 ? await requireFree(port) : await freePort();
    loopbackPorts.set(port, loopbackPort);
    for (const name of names) changed[name] = String(loopbackPort);
  }
  return { environment: { ...environment, ...changed }, loopbackPorts };
}

async function requireFree(port: number): Promise<number> {
  try {
    return await probe(port);
  } catch (error) {
    throw new ContainerError(
      'CannotStartContainerError',
      `Port ${port} cannot be opened on this machine (${error instanceof Error ? error.message : String(error)}). ` +
        'Containers share its ports here: let the program read its port from the variable PORT.',
    );
  }
}

/** Opens a port for a moment. @param port 0 for any that is free */
async function probe(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const opened = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return opened;
}
