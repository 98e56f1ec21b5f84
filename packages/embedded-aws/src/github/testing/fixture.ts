import { startGithub, type EmbeddedGithub, type GithubAccount } from '../api/start';
import { startGithubProvider, type GithubProviderStandIn } from '../provider/start';
import { Workspace } from './terraform';

/** The account of `webhook()`. */
const ACME: GithubAccount = { owner: 'acme', token: 'acme-token', repositories: ['shop', 'blog'] };

/** A configuration of one webhook, `github_repository_webhook.hook`, in repository `shop` unless changed. */
export function webhook(changes: object = {}, account: Partial<GithubAccount> = {}): object {
  const { owner, token } = { ...ACME, ...account };
  const hook = {
    repository: 'shop',
    events: ['push'],
    configuration: { url: 'https://example.com/hook', content_type: 'json', secret: 's3cret' },
  };
  return {
    provider: { github: { owner, token } },
    resource: { github_repository_webhook: { hook: { ...hook, ...changes } } },
  };
}

/** An embedded GitHub with its provider, and the directories that Terraform works in. */
export class ProviderFixture {
  readonly #workspaces: Workspace[] = [];

  private constructor(
    readonly github: EmbeddedGithub,
    private readonly provider: GithubProviderStandIn,
  ) {}

  static async create(accounts: readonly GithubAccount[] = [ACME]): Promise<ProviderFixture> {
    const github = await startGithub({ accounts });
    return new ProviderFixture(github, await startGithubProvider({ apiUrl: github.url }));
  }

  /** A directory that is initialized for a configuration. */
  async workspace(configuration: object): Promise<Workspace> {
    const workspace = await Workspace.create(this.provider.reattach, configuration);
    this.#workspaces.push(workspace);
    return workspace;
  }

  /** Such a directory whose configuration is applied already. */
  async applied(configuration: object): Promise<Workspace> {
    const workspace = await this.workspace(configuration);
    const { exitCode, text } = await workspace.apply();
    if (exitCode !== 0) {
      throw new Error(text);
    }
    return workspace;
  }

  /** Stops everything and removes the directories. */
  async close(): Promise<void> {
    await Promise.all(this.#workspaces.map(async (workspace) => workspace.remove()));
    this.provider.close();
    await this.github.close();
  }
}
