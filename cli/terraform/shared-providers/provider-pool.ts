import type { ProviderProcess } from './provider-process';

/** Providers that run: each is one caller's until it is given back, because a provider has one configuration. */
export class ProviderPool {
  readonly #idle: ProviderProcess[] = [];
  readonly #all = new Set<ProviderProcess>();
  #isClosed = false;

  /** @param start starts another one */
  constructor(private readonly start: () => Promise<ProviderProcess>) {}

  /** @returns a provider that is free, which is started if there is none */
  async take(): Promise<ProviderProcess> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const started = await this.start();
    if (this.#isClosed) started.close();
    this.#all.add(started);
    started.session.on('close', () => {
      this.#forget(started);
    });
    return started;
  }

  /** Others may have it. */
  giveBack(provider: ProviderProcess): void {
    if (this.#all.has(provider)) this.#idle.push(provider);
  }

  /** Ends one that cannot be used any more. */
  end(provider: ProviderProcess): void {
    this.#forget(provider);
    provider.close();
  }

  /** Ends all. */
  close(): void {
    this.#isClosed = true;
    for (const provider of [...this.#all]) this.end(provider);
  }

  #forget(provider: ProviderProcess): void {
    this.#all.delete(provider);
    const index = this.#idle.indexOf(provider);
    if (index !== -1) this.#idle.splice(index, 1);
  }
}
