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

/** A repository; its content is kept by git. */
export interface Repository {
  readonly id: number;
  /** User or organization, as it was first spelt. */
  readonly owner: string;
  /** The same for all repositories of an owner. */
  readonly ownerId: number;
  readonly name: string;
  readonly createdAt: Date;
}

/** Everything the embedded GitHub knows. GitHub compares owners and repositories without regard to case, so does this. */
export class GithubStore {
  readonly #ownersByToken = new Map<string, Set<string>>();
  readonly #repositories = new Map<string, Repository>();
  readonly #ownerIds = new Map<string, number>();
  readonly #pushTimes = new Map<number, Date>();
  readonly #hooks = new Map<number, Hook>();
  readonly #now: () => Date;
  #lastId = 100_000_000;

  /** @param now - clock of `createdAt`, `updatedAt` and pushes */
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
    const existing = this.#repositories.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const repository = { id: this.#nextId(), owner, ownerId: this.#ownerId(owner), name, createdAt: this.#now() };
    this.#repositories.set(key, repository);
    return repository;
  }

  /** The repository if it exists and the token's bearer may see it. */
  findRepository(token: string, owner: string, name: string): Repository | undefined {
    const visible = this.#ownersByToken.get(token)?.has(owner.toLowerCase()) ?? false;
    return visible ? this.#repositories.get(repositoryKey(owner, name)) : undefined;
  }

  /** Notes the time of a push to a repository. */
  recordPush(repository: Repository): void {
    this.#pushTimes.set(repository.id, this.#now());
  }

  /** Time of the last push to a repository. @returns undefined if there was none */
  pushedAt(repository: Repository): Date | undefined {
    return this.#pushTimes.get(repository.id);
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

  #ownerId(owner: string): number {
    const key = owner.toLowerCase();
    const id = this.#ownerIds.get(key) ?? this.#nextId();
    this.#ownerIds.set(key, id);
    return id;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function repositoryKey(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}
