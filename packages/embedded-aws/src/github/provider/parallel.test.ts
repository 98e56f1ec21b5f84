import type { GithubAccount } from '../api/start';
import { ProviderFixture, webhook } from '../testing/fixture';

jest.setTimeout(120_000);

const ACCOUNTS: readonly GithubAccount[] = ['acme', 'globex', 'initech', 'umbrella', 'hooli', 'stark'].map((owner) => ({
  owner,
  token: `${owner}-token`,
  repositories: ['shop'],
}));

let fixture: ProviderFixture;

beforeAll(async () => {
  fixture = await ProviderFixture.create(ACCOUNTS);
});

afterAll(async () => {
  await fixture.close();
});

function owners(): string[] {
  return fixture.github.hooks().map((hook) => hook.repository.owner);
}

describe('one provider for many', () => {
  test('Terraform runs at the same time, each with its own owner and token', async () => {
    const workspaces = await Promise.all(ACCOUNTS.map(async (account) => fixture.workspace(webhook({}, account))));

    const applied = await Promise.all(workspaces.map(async (workspace) => workspace.apply()));
    expect(applied.map(({ exitCode }) => exitCode)).toEqual(ACCOUNTS.map(() => 0));
    expect(owners().sort()).toEqual(ACCOUNTS.map(({ owner }) => owner).sort());

    const planned = await Promise.all(workspaces.map(async (workspace) => workspace.plan()));
    expect(planned.map(({ exitCode }) => exitCode)).toEqual(ACCOUNTS.map(() => 0));

    await Promise.all(workspaces.map(async (workspace) => workspace.run('destroy', '-auto-approve')));
    expect(owners()).toEqual([]);
  });

  test('provider blocks of one configuration', async () => {
    const resource = { repository: 'shop', events: ['push'], configuration: { url: 'https://example.com' } };
    await fixture.applied({
      provider: {
        github: ACCOUNTS.map(({ owner, token }) => ({ alias: owner, owner, token })),
      },
      resource: {
        github_repository_webhook: Object.fromEntries(
          ACCOUNTS.map(({ owner }) => [owner, { ...resource, provider: `github.${owner}` }]),
        ),
      },
    });

    expect(owners().sort()).toEqual(ACCOUNTS.map(({ owner }) => owner).sort());
  });
});
