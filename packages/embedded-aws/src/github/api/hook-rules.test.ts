import type { Octokit } from '@octokit/rest';
import { octokit, refusal, refusedHook } from '../testing/octokit';
import { startGithub, type EmbeddedGithub } from './start';

const SHOP = { owner: 'acme', repo: 'shop' };
const CONFIG = { url: 'https://example.com/hook', content_type: 'json', insecure_ssl: '0', secret: 's3cret' };

let github: EmbeddedGithub;
let client: Octokit;

beforeEach(async () => {
  github = await startGithub({ accounts: [{ owner: 'acme', token: 'acme-token', repositories: ['shop', 'blog'] }] });
  client = octokit(github.url, 'acme-token');
});

afterEach(async () => {
  await github.close();
});

describe('the same address twice', () => {
  const duplicate = refusedHook('Hook already exists on this repository');

  beforeEach(async () => {
    await client.repos.createWebhook({ ...SHOP, events: ['push', 'release'], config: CONFIG });
  });

  test.each([['push'], ['release'], ['*']])('is refused for an event in common (%s)', async (event) => {
    const call = client.repos.createWebhook({ ...SHOP, events: [event], config: CONFIG });
    expect(await refusal(call)).toEqual(duplicate);
  });

  test('is taken for another event, and for another repository', async () => {
    await client.repos.createWebhook({ ...SHOP, events: ['issues'], config: CONFIG });
    await client.repos.createWebhook({ owner: 'acme', repo: 'blog', events: ['push'], config: CONFIG });

    expect(github.hooks()).toHaveLength(3);
  });

  test('is refused when a change leads to it', async () => {
    const { data } = await client.repos.createWebhook({ ...SHOP, events: ['issues'], config: CONFIG });

    const call = client.repos.updateWebhook({ ...SHOP, hook_id: data.id, add_events: ['push'] });
    expect(await refusal(call)).toEqual(duplicate);
  });
});

test('an event has 20 webhooks at most', async () => {
  for (let index = 1; index <= 20; index += 1) {
    await client.repos.createWebhook({ ...SHOP, config: { url: `https://example.com/${index}` } });
  }

  const call = client.repos.createWebhook({ ...SHOP, config: { url: 'https://example.com/21' } });
  expect(await refusal(call)).toEqual(refusedHook('The "push" event cannot have more than 20 hooks'));
});
