import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createGithubServer } from './server';
import { GithubStore, type Hook } from './store';

/** A user or organization with the token that administers its repositories. */
export interface GithubAccount {
  /** Login of the user or organization. */
  readonly owner: string;
  /** Any text without spaces; accounts may share one. */
  readonly token: string;
  /** Names of the repositories that exist from the start. */
  readonly repositories: readonly string[];
}

/** A running stand-in for GitHub's REST API. */
export interface EmbeddedGithub {
  /** Address of the API, e.g. `http://127.0.0.1:40123`, without a slash at its end. */
  readonly url: string;
  /** Everything it knows; what is changed here is what clients see. */
  readonly store: GithubStore;
  /** Every webhook of every repository, with its secret. */
  readonly hooks: () => readonly Hook[];
  /** Stops listening and drops open connections. What it knew is lost. */
  readonly close: () => Promise<void>;
}

/** Starts a stand-in for GitHub's REST API on a free loopback port. */
export async function startGithub(options: { readonly accounts: readonly GithubAccount[] }): Promise<EmbeddedGithub> {
  const store = storeOf(options.accounts);
  const server = createGithubServer(store).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    hooks: () => store.hooks(),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function storeOf(accounts: readonly GithubAccount[]): GithubStore {
  const store = new GithubStore();
  for (const { owner, token, repositories } of accounts) {
    store.grant(token, owner);
    for (const name of repositories) {
      store.createRepository(owner, name);
    }
  }
  return store;
}
