/** Where and how GitHub delivers a webhook's events. */
export interface HookConfig {
  /** Address that receives the events. */
  readonly url: string;
  /** Encoding of a delivery's body. */
  readonly contentType: 'form' | 'json';
  /** `1` when the receiver's certificate is not verified. */
  readonly insecureSsl: '0' | '1';
  /** Key of the signature header, unmasked; absent when deliveries are not signed. */
  readonly secret?: string;
}

/** What a client decides about a webhook. */
export interface HookSettings {
  /** Whether events are delivered. */
  readonly active: boolean;
  /** Names of events, e.g. `push`; `*` is every event. */
  readonly events: readonly string[];
  readonly config: HookConfig;
}

/** A webhook of a repository. */
export interface Hook extends HookSettings {
  readonly id: number;
  readonly repository: Repository;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A repository; it has no content yet. */
export interface Repository {
  readonly id: number;
  /** User or organization, as it was first spelt. */
  readonly owner: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** Everything the embedded GitHub knows. GitHub compares owners and repositories without regard to case, so does this. */
export class GithubStore {
  readonly #ownersByToken = new Map<string, Set<string>>();
  readonly #repositories = new Map<string, Repository>();
  readonly #hooks = new Map<number, Hook>();
  readonly #now: () => Date;
  #lastId = 100_000_000;

  /** @param now - clock of `createdAt` and `updatedAt` */
  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /** Lets the bearer of a token administer every repository of an owner. One token may have several owners. */
  grant(token: string, owner: string): void {
    const owners = this.#ownersByToken.get(token) ?? new Set();
    this.#ownersByToken.set(token, owners.add(owner.toLowerCase()));
  }

  /** Whether anybody was granted this token. */
  isToken(token: string): boolean {
    return this.#ownersByToken.has(token);
  }

  /** Makes an empty repository, or gives the one that is there already. */
  createRepository(owner: string, name: string): Repository {
    const key = repositoryKey(owner, name);
    const repository = this.#repositories.get(key) ?? { id: this.#nextId(), owner, name, createdAt: this.#now() };
    this.#repositories.set(key, repository);
    return repository;
  }

  /** The repository if it exists and the token's bearer may see it. */
  findRepository(token: string, owner: string, name: string): Repository | undefined {
    const visible = this.#ownersByToken.get(token)?.has(owner.toLowerCase()) ?? false;
    return visible ? this.#repositories.get(repositoryKey(owner, name)) : undefined;
  }

  /** Webhooks in the order of their creation, with their secrets; of one repository if one is given. */
  hooks(repository?: Repository): readonly Hook[] {
    return [...this.#hooks.values()].filter((hook) => repository === undefined || hook.repository.id === repository.id);
  }

  /** One webhook of a repository. */
  findHook(repository: Repository, id: number): Hook | undefined {
    const hook = this.#hooks.get(id);
    return hook?.repository.id === repository.id ? hook : undefined;
  }

  /** Stores a new webhook; the rules of GitHub are the caller's to check. */
  addHook(repository: Repository, settings: HookSettings): Hook {
    const now = this.#now();
    const hook = { ...settings, id: this.#nextId(), repository, createdAt: now, updatedAt: now };
    this.#hooks.set(hook.id, hook);
    return hook;
  }

  /** Replaces the settings of a webhook. */
  updateHook(hook: Hook, settings: HookSettings): Hook {
    const updated = { ...hook, ...settings, updatedAt: this.#now() };
    this.#hooks.set(hook.id, updated);
    return updated;
  }

  deleteHook(hook: Hook): void {
    this.#hooks.delete(hook.id);
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function repositoryKey(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}
