import type { Octokit } from '@octokit/rest';
import { NOT_FOUND, octokit, refusal } from '../testing/octokit';
import { startGithub, type EmbeddedGithub } from './start';

const SHOP = { owner: 'acme', repo: 'shop' };
const CONFIG = { url: 'https://example.com/hook' };

let github: EmbeddedGithub;
let client: Octokit;

beforeEach(async () => {
  github = await startGithub({
    accounts: [
      { owner: 'acme', token: 'acme-token', repositories: ['shop'] },
      { owner: 'globex', token: 'globex-token', repositories: ['site'] },
    ],
  });
  client = octokit(github.url, 'acme-token');
});

afterEach(async () => {
  await github.close();
});

describe('access to repositories', () => {
  test('a repository is shown to the bearer of its owner’s token', async () => {
    const { data } = await client.repos.get(SHOP);

    expect(data).toMatchObject({
      name: 'shop',
      full_name: 'acme/shop',
      owner: { login: 'acme' },
      default_branch: 'main',
      hooks_url: `${github.url}/repos/acme/shop/hooks`,
    });
  });

  test('a repository that was added later is found', async () => {
    github.store.createRepository('acme', 'new');

    expect((await client.repos.get({ owner: 'acme', repo: 'new' })).data.full_name).toBe('acme/new');
  });

  test('an unknown repository and one of another account are not found', async () => {
    expect(await refusal(client.repos.listWebhooks({ owner: 'acme', repo: 'none' }))).toEqual(NOT_FOUND);
    expect(await refusal(octokit(github.url, 'globex-token').repos.listWebhooks(SHOP))).toEqual(NOT_FOUND);
    expect(await refusal(octokit(github.url, 'globex-token').repos.createWebhook({ ...SHOP, config: CONFIG }))).toEqual(
      NOT_FOUND,
    );
  });

  test('a token of no account is refused', async () => {
    const refused = { message: 'Bad credentials', status: '401' };
    expect(await refusal(octokit(github.url, 'other').repos.get(SHOP))).toEqual(refused);
  });

  test('a request without a token is refused', async () => {
    const response = await fetch(`${github.url}/repos/acme/shop`);

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      message: 'Requires authentication',
      documentation_url: 'https://docs.github.com/rest',
      status: '401',
    });
  });
});
