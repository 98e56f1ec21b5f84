import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, RunningClock } from '../../clock';
import { Contents } from '../git/contents';
import { Git } from '../git/git';
import { Deliveries } from '../webhooks/deliveries';
import type { Delivery, DeliveryResponse, WebhookEvent } from '../webhooks/delivery';
import { ArchiveLinks } from './archive-links';
import type { GithubParts } from './parts';
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

/** What the embedded GitHub is to be. */
export interface GithubOptions {
  readonly accounts: readonly GithubAccount[];
  /** Folder for the bare git repositories, `<owner>/<name>.git`; those in it are kept. @default one that goes with it */
  readonly folder?: string;
  /** Existing folder for what it keeps on disk until it ends. @default the system's for temporary files */
  readonly scratch?: string;
  /** The time in it. @default the real one */
  readonly clock?: Clock;
  /** Name or path that starts git. @default git */
  readonly git?: string;
}

/** A running stand-in for GitHub. */
export interface EmbeddedGithub {
  /** Address of the API, e.g. `http://127.0.0.1:40123`, without a slash at its end; `/<owner>/<name>.git` is git's. */
  readonly url: string;
  /** Everything it knows; what is changed here is what clients see. */
  readonly store: GithubStore;
  /** Every webhook of every repository, with its secret. */
  readonly hooks: () => readonly Hook[];
  /** What was delivered to webhooks, successfully or not, the oldest first. */
  readonly deliveries: () => readonly Delivery[];
  /** Tells a webhook of an event, now, as it is given here: GitHub need not know it. */
  readonly deliver: (hook: Hook, event: WebhookEvent) => Promise<DeliveryResponse>;
  /** Resolves when no delivery is under way; those of a push are from before it is answered. */
  readonly settled: () => Promise<void>;
  /** Stops listening, drops open connections and gives up deliveries. What it knew is lost. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a stand-in for GitHub on a free loopback port.
 * @throws RehearsalError if there is no git, or only one that is too old
 */
export async function startGithub(options: GithubOptions): Promise<EmbeddedGithub> {
  const ending = new AbortController();
  const scratch = await mkdtemp(path.join(options.scratch ?? tmpdir(), 'embedded-github-'));
  const parts = await partsOf(options, scratch, ending.signal).catch(async (error: unknown) => {
    await rm(scratch, { recursive: true });
    throw error;
  });
  const { store, deliveries } = parts;
  const server = createGithubServer(parts).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    hooks: () => store.hooks(),
    deliveries: () => deliveries.all(),
    deliver: async (hook, event) => (await deliveries.deliver(hook, event)).response,
    settled: () => deliveries.settled(),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      ending.abort();
      await Promise.all([closed, deliveries.settled()]);
      await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function partsOf(options: GithubOptions, scratch: string, signal: AbortSignal): Promise<GithubParts> {
  const { clock = new RunningClock(), folder = path.join(scratch, 'repositories'), git: program } = options;
  const git = await Git.create({ home: path.join(scratch, 'home'), signal, ...(program && { program }) });
  const store = storeOf(options.accounts, clock);
  return {
    store,
    contents: new Contents(git, path.resolve(folder)),
    deliveries: new Deliveries({ store, clock, signal }),
    archives: new ArchiveLinks(() => clock.now()),
  };
}

function storeOf(accounts: readonly GithubAccount[], clock: Clock): GithubStore {
  const store = new GithubStore(() => new Date(clock.now()));
  for (const { owner, token, repositories } of accounts) {
    store.grant(token, owner);
    for (const name of repositories) {
      store.createRepository(owner, name);
    }
  }
  return store;
}
