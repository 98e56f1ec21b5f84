import type { Octokit } from '@octokit/rest';
import { NOT_FOUND, octokit, refusal } from '../testing/octokit';
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

describe('changing a webhook', () => {
  let id: number;

  beforeEach(async () => {
    const { data } = await client.repos.createWebhook({ ...SHOP, events: ['push'], config: CONFIG });
    id = data.id;
  });

  test('what is not sent stays', async () => {
    const { data } = await client.repos.updateWebhook({ ...SHOP, hook_id: id, active: false });

    expect(data).toMatchObject({ active: false, events: ['push'], config: { url: CONFIG.url, secret: '********' } });
    expect(github.hooks()[0]?.config.secret).toBe('s3cret');
  });

  test('events are added and removed one by one, or replaced', async () => {
    const added = await client.repos.updateWebhook({ ...SHOP, hook_id: id, add_events: ['issues', 'push'] });
    const removed = await client.repos.updateWebhook({ ...SHOP, hook_id: id, remove_events: ['push'] });
    const replaced = await client.repos.updateWebhook({ ...SHOP, hook_id: id, events: ['release'] });

    expect([added, removed, replaced].map(({ data }) => data.events)).toEqual([
      ['push', 'issues'],
      ['issues'],
      ['release'],
    ]);
  });

  test('a new configuration without a secret removes the secret', async () => {
    const { data } = await client.repos.updateWebhook({
      ...SHOP,
      hook_id: id,
      config: { url: 'http://127.0.0.1:1' },
    });

    expect(data.config).toEqual({ url: 'http://127.0.0.1:1', content_type: 'form', insecure_ssl: '0' });
    expect(github.hooks()[0]?.config).not.toHaveProperty('secret');
  });
});

describe('reading and deleting webhooks', () => {
  test('a deleted webhook is not found any more', async () => {
    const { data: hook } = await client.repos.createWebhook({ ...SHOP, config: CONFIG, active: false });
    const read = await client.repos.getWebhook({ ...SHOP, hook_id: hook.id });
    const deleted = await client.repos.deleteWebhook({ ...SHOP, hook_id: hook.id });

    expect(read.data).toEqual(hook);
    expect(deleted.status).toBe(204);
    expect(await refusal(client.repos.getWebhook({ ...SHOP, hook_id: hook.id }))).toEqual(NOT_FOUND);
    expect(await refusal(client.repos.updateWebhook({ ...SHOP, hook_id: hook.id }))).toEqual(NOT_FOUND);
    expect(await refusal(client.repos.deleteWebhook({ ...SHOP, hook_id: hook.id }))).toEqual(NOT_FOUND);
  });

  test('a webhook is not found in another repository', async () => {
    const { data: hook } = await client.repos.createWebhook({ ...SHOP, config: CONFIG });

    const call = client.repos.getWebhook({ owner: 'acme', repo: 'blog', hook_id: hook.id });
    expect(await refusal(call)).toEqual(NOT_FOUND);
  });

  test('a list comes in pages that a client follows to the end', async () => {
    for (const event of ['push', 'issues', 'release', 'create', 'delete']) {
      await client.repos.createWebhook({ ...SHOP, events: [event], config: CONFIG });
    }
    await client.repos.createWebhook({ owner: 'acme', repo: 'blog', config: CONFIG });

    const list = { ...SHOP, per_page: 2 };
    const middle = await client.repos.listWebhooks({ ...list, page: 2 });
    const all = await client.paginate('GET /repos/{owner}/{repo}/hooks', list);

    const page = `${github.url}/repos/acme/shop/hooks?per_page=2&page=`;
    expect(middle.data.map((hook) => hook.events)).toEqual([['release'], ['create']]);
    expect(middle.headers.link).toBe(
      `<${page}1>; rel="prev", <${page}1>; rel="first", <${page}3>; rel="next", <${page}3>; rel="last"`,
    );
    expect(all.map((hook) => hook.events[0])).toEqual(['push', 'issues', 'release', 'create', 'delete']);
  });
});
