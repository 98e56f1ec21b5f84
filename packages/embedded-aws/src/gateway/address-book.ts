/**
 * Where what runs in the embedded AWS is to be found: tasks have addresses in their subnets, as AWS gives them, and
 * listen on loopback ports of this machine.
 */
export class AddressBook {
  readonly #ports = new Map<string, number>();

  /**
   * @param address IP address inside a VPC, e.g. `10.0.1.23`
   * @param port as the task sees it, e.g. 80
   * @param loopbackPort where it listens on 127.0.0.1
   */
  add(address: string, port: number, loopbackPort: number): void {
    this.#ports.set(`${address}:${port}`, loopbackPort);
  }

  /** Forgets all ports of an address. */
  remove(address: string): void {
    for (const key of this.#ports.keys()) if (key.startsWith(`${address}:`)) this.#ports.delete(key);
  }

  /** @returns the port on 127.0.0.1, or undefined if nothing listens there */
  find(address: string, port: number): number | undefined {
    return this.#ports.get(`${address}:${port}`);
  }
}
