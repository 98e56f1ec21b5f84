import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { ContainerError } from '../container';

/** Names of variables by which programs learn the port that they are to listen on. */
const PORT_VARIABLE = /^(.*_)?PORT$/;

/** What a container is told, and where it will be found. */
export interface AssignedPorts {
  /** The variables, with ports that are free on this machine. */
  readonly environment: Readonly<Record<string, string>>;
  readonly loopbackPorts: ReadonlyMap<number, number>;
  /** Lets others have the ports, once the container has ended. */
  readonly release: () => void;
}

/** The ports of this machine, which all containers share. No two get the same, even before they have opened it. */
export class Ports {
  readonly #assigned = new Set<number>();

  /**
   * Gives each port of a container a free one. A program learns it from a variable named `PORT`, or ending in `_PORT`,
   * whose value is the container's port.
   * @throws ContainerError if a port that no variable names is taken
   */
  async assign(
    containerPorts: readonly number[],
    environment: Readonly<Record<string, string>>,
  ): Promise<AssignedPorts> {
    const variables = Object.entries(environment).filter(([name]) => PORT_VARIABLE.test(name));
    const loopbackPorts = new Map<number, number>();
    const release = (): void => {
      for (const port of loopbackPorts.values()) this.#assigned.delete(port);
    };
    try {
      for (const port of containerPorts) {
        const isTold = variables.some(([, value]) => value === String(port));
        loopbackPorts.set(port, isTold ? await this.free() : await this.#claim(port));
      }
    } catch (error) {
      release();
      throw error;
    }
    const told = variables.map(([name, value]) => [name, String(loopbackPorts.get(Number(value)) ?? value)] as const);
    return { environment: { ...environment, ...Object.fromEntries(told) }, loopbackPorts, release };
  }

  /** A port on 127.0.0.1 that is not in use. */
  async free(): Promise<number> {
    const port = await probe(0);
    if (this.#assigned.has(port)) return this.free();
    this.#assigned.add(port);
    return port;
  }

  async #claim(port: number): Promise<number> {
    if (this.#assigned.has(port)) throw taken(port, 'another container has it');
    this.#assigned.add(port);
    try {
      return await probe(port);
    } catch (error) {
      this.#assigned.delete(port);
      throw taken(port, error instanceof Error ? error.message : String(error));
    }
  }
}

function taken(port: number, reason: string): ContainerError {
  return new ContainerError(
    'CannotStartContainerError',
    `Port ${port} cannot be opened on this machine (${reason}). Containers share its ports here: let the program ` +
      `read its port from the variable PORT and set PORT=${port} in the container's environment.`,
  );
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
