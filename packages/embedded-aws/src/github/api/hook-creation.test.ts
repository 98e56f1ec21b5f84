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

describe('creating a webhook', () => {
  test('a new webhook has the fields that GitHub shows, its secret masked', async () => {
    const { status, data, headers } = await client.repos.createWebhook({ ...SHOP, events: ['push'], config: CONFIG });

    const url = `${github.url}/repos/acme/shop/hooks/${data.id}`;
    expect(status).toBe(201);
    expect(headers.location).toBe(url);
    expect(data).toEqual({
      type: 'Repository',
      id: expect.any(Number) as number,
      name: 'web',
      active: true,
      events: ['push'],
      config: { url: CONFIG.url, content_type: 'json', insecure_ssl: '0', secret: '********' },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      updated_at: data.created_at,
      url,
      test_url: `${url}/test`,
      ping_url: `${url}/pings`,
      deliveries_url: `${url}/deliveries`,
      last_response: { code: null, status: 'unused', message: null },
    });
  });

  test('the store keeps the secret that the answer masks', async () => {
    await client.repos.createWebhook({ ...SHOP, config: CONFIG });

    expect(github.hooks().map((hook) => [hook.repository.name, hook.config.secret])).toEqual([['shop', 's3cret']]);
  });

  test('a webhook that only has an address is active, listens to pushes, sends forms and verifies certificates', async () => {
    const { data } = await client.repos.createWebhook({ ...SHOP, config: { url: CONFIG.url } });

    expect(data).toMatchObject({ active: true, events: ['push'] });
    expect(data.config).toEqual({ url: CONFIG.url, content_type: 'form', insecure_ssl: '0' });
  });

  test('an empty secret and an empty content type count as not given', async () => {
    const config = { url: CONFIG.url, secret: '', content_type: '' };
    const { data } = await client.repos.createWebhook({ ...SHOP, config });

    expect(data.config).toEqual({ url: CONFIG.url, content_type: 'form', insecure_ssl: '0' });
  });

  test('owner and repository are found in any case', async () => {
    const { data } = await client.repos.createWebhook({ owner: 'ACME', repo: 'Shop', config: CONFIG });

    expect(data.url).toBe(`${github.url}/repos/acme/shop/hooks/${data.id}`);
  });

  test.each([
    ['no address', {}, 'Config must contain URL for webhooks'],
    ['an empty address', { url: '' }, 'Config must contain URL for webhooks'],
    [
      'an address that is none',
      { url: 'example.com/hook' },
      "The URL you've entered is not valid. Please make sure that you encode all special characters first",
    ],
    [
      'an address of another scheme',
      { url: 'ftp://example.com' },
      "The URL you've entered is not valid. Please make sure that you encode all special characters first",
    ],
    ['another content type', { url: CONFIG.url, content_type: 'xml' }, "Config content_type must be 'form' or 'json'"],
  ])('a webhook with %s is refused', async (_, config, message) => {
    expect(await refusal(client.repos.createWebhook({ ...SHOP, config }))).toEqual(refusedHook(message));
    expect(github.hooks()).toEqual([]);
  });

  test('a webhook of another name than web is refused', async () => {
    expect(await refusal(client.repos.createWebhook({ ...SHOP, name: 'email', config: CONFIG }))).toEqual({
      message: 'Validation Failed',
      errors: [{ resource: 'Hook', code: 'invalid', field: 'name' }],
      status: '422',
    });
  });
});
