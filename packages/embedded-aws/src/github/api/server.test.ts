import { startGithub, type EmbeddedGithub } from './start';

const HOOKS = '/repos/acme/shop/hooks';

let github: EmbeddedGithub;

beforeAll(async () => {
  github = await startGithub({ accounts: [{ owner: 'acme', token: 'acme-token', repositories: ['shop'] }] });
});

afterAll(async () => {
  await github.close();
});

async function call(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const authorization = 'Bearer acme-token';
  return fetch(github.url + path, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

describe('bodies that are not understood', () => {
  test.each([
    ['no JSON', '{', 400, 'Problems parsing JSON'],
    ['an empty body', '', 400, 'Problems parsing JSON'],
    ['a list', '[]', 400, 'Body should be a JSON object'],
    [
      'a string for a list',
      '{"events":"push"}',
      422,
      `Invalid request.\n\nFor 'properties/events', "push" is not an array.`,
    ],
    [
      'null for an object',
      '{"config":null}',
      422,
      `Invalid request.\n\nFor 'properties/config', nil is not an object.`,
    ],
    [
      'a number in a list of names',
      '{"events":["push",1]}',
      422,
      `Invalid request.\n\nFor 'properties/events/items', 1 is not a string.`,
    ],
    [
      'an object for an address',
      '{"config":{"url":{}}}',
      422,
      `Invalid request.\n\nFor 'properties/config/properties/url', {} is not a string.`,
    ],
    [
      'a truth value for 0 or 1',
      '{"config":{"insecure_ssl":true}}',
      422,
      `Invalid request.\n\nNo subschema in "anyOf" matched.`,
    ],
  ])('%s is refused', async (_, body, status, message) => {
    const response = await call('POST', HOOKS, body);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      message,
      documentation_url: 'https://docs.github.com/rest/repos/webhooks#create-a-repository-webhook',
      status: String(status),
    });
  });
});

describe('operations that are not emulated', () => {
  test.each([
    ['GET', '/user'],
    ['POST', '/repos/acme/shop/issues'],
    ['PUT', HOOKS],
    ['DELETE', '/repos/acme/shop'],
    ['GET', '//'],
  ])('%s %s is refused by its name', async (method, path) => {
    const response = await call(method, path);

    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({
      message: `The embedded GitHub does not emulate ${method} ${path}`,
      documentation_url: 'https://docs.github.com/rest',
      status: '501',
    });
  });
});

test('a ref that is not escaped correctly is not found', async () => {
  const response = await call('GET', '/repos/acme/shop/branches/100%');

  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ message: 'Not Found' });
});

describe('headers', () => {
  test('an answer that the client has already is not sent again', async () => {
    const first = await call('GET', '/repos/acme/shop');
    const etag = first.headers.get('etag') ?? '';
    const second = await call('GET', '/repos/acme/shop', undefined, { 'if-none-match': etag });

    expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
  });

  test('an answer that changed is sent though the client has an older one', async () => {
    const before = await call('GET', HOOKS);
    await call('POST', HOOKS, '{"config":{"url":"https://example.com"}}');
    const after = await call('GET', HOOKS, undefined, { 'if-none-match': before.headers.get('etag') ?? '' });

    expect(after.status).toBe(200);
    expect(await after.json()).toHaveLength(1);
  });

  test('requests are counted, the refused ones too', async () => {
    const used = async (path: string): Promise<number> =>
      Number((await call('GET', path)).headers.get('x-ratelimit-used'));
    const first = await used('/repos/acme/shop');

    expect(await used('/repos/acme/none')).toBe(first + 1);
    expect(await used('/repos/acme/shop')).toBe(first + 2);
  });

  test('the rate limit is told in every answer', async () => {
    const { headers } = await call('GET', '/repos/acme/shop');

    const remaining = Number(headers.get('x-ratelimit-limit')) - Number(headers.get('x-ratelimit-used'));
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(headers.get('x-ratelimit-remaining')).toBe(String(remaining));
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
    expect(headers.get('x-github-media-type')).toBe('github.v3; format=json');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

test('clients that take it for an enterprise server find the same under /api/v3', async () => {
  const response = await call('GET', '/api/v3/repos/acme/shop');

  expect(await response.json()).toMatchObject({ url: `${github.url}/api/v3/repos/acme/shop` });
});

test('both spellings of the Authorization header are taken', async () => {
  const older = await call('GET', '/repos/acme/shop', undefined, { authorization: 'token acme-token' });
  const neither = await call('GET', '/repos/acme/shop', undefined, { authorization: 'Basic acme-token' });

  expect([older.status, neither.status]).toEqual([200, 401]);
});
