import { startGithub } from '../api/start';
import { ProviderFixture, webhook } from '../testing/fixture';

jest.setTimeout(120_000);

let fixture: ProviderFixture;

beforeAll(async () => {
  fixture = await ProviderFixture.create();
});

afterAll(async () => {
  await fixture.close();
});

function withProvider(block: object): object {
  return { ...webhook(), provider: { github: block } };
}

const HOOKS = '/repos/acme/shop/hooks';

describe('what GitHub refuses', () => {
  test('a token that it does not know', async () => {
    const workspace = await fixture.workspace(webhook({}, { token: 'other' }));
    const { exitCode, text } = await workspace.apply();

    expect(exitCode).toBe(1);
    expect(text).toContain(`Error: POST ${fixture.github.url}${HOOKS}: 401 Bad credentials []`);
    expect(text).toContain('with github_repository_webhook.hook');
    expect(text).toContain('GitHub does not know the token of the provider block.');
  });

  test('a request without a token', async () => {
    const workspace = await fixture.workspace(withProvider({ owner: 'acme' }));

    expect((await workspace.apply()).text).toContain('401 Requires authentication []');
  });

  test('a repository that there is not', async () => {
    const workspace = await fixture.workspace(webhook({ repository: 'none' }));
    const { text } = await workspace.apply();

    expect(text).toContain(`Error: POST ${fixture.github.url}/repos/acme/none/hooks: 404 Not Found []`);
    expect(text).toContain('Check owner and token of the provider block, and repository.');
  });

  test('a webhook that the repository has already', async () => {
    await fixture.applied(webhook({ repository: 'blog' }));
    const second = await fixture.workspace(webhook({ repository: 'blog' }));

    const { text } = await second.apply();
    const error = '{Resource:Hook Field: Code:custom Message:Hook already exists on this repository}';
    expect(text).toContain(`Error: POST ${fixture.github.url}/repos/acme/blog/hooks: 422 Validation Failed [${error}]`);
    expect(text).toContain('import it as <repository>/<webhook id>');
  });

  test('a change, after which the state is what it was', async () => {
    const workspace = await fixture.applied(webhook());
    const configuration = { url: 'no address', content_type: 'json', secret: 's3cret' };
    await workspace.write(webhook({ configuration }));
    const before = await workspace.state();

    const { exitCode, text } = await workspace.apply();
    expect(exitCode).toBe(1);
    expect(text).toContain("422 Validation Failed [{Resource:Hook Field: Code:custom Message:The URL you've entered");
    expect(await workspace.state()).toEqual(before);
  });
});

describe('what the provider refuses', () => {
  test.each([
    ['no owner', { token: 'acme-token' }, 'Error: No owner of the repository'],
    ['another kind of address', { base_url: 'api.github.com' }, 'Error: base_url must be absolute'],
    ['no pause between writes', { write_delay_ms: 0 }, 'write_delay_ms must be greater than 0ms'],
    [
      'a GitHub App',
      { owner: 'acme', app_auth: { id: '1', installation_id: '2', pem_file: 'x' } },
      'Error: The embedded GitHub has no GitHub Apps',
    ],
  ])('a provider block with %s', async (_, block, message) => {
    const workspace = await fixture.workspace(withProvider(block));
    const { exitCode, text } = await workspace.apply();

    expect(exitCode).toBe(1);
    expect(text).toContain(message);
  });

  test('an address where nothing listens', async () => {
    const gone = await startGithub({ accounts: [] });
    await gone.close();
    const workspace = await fixture.workspace(withProvider({ owner: 'acme', base_url: gone.url }));

    const { text } = await workspace.apply();
    expect(text).toContain(`Error: POST ${gone.url}/api/v3${HOOKS}: connect ECONNREFUSED ${new URL(gone.url).host}`);
    expect(text).toContain('GitHub cannot be reached. Check base_url of the provider block.');
  });

  test.each([
    ['a webhook without a configuration', { configuration: undefined }, 'Error: Missing configuration block'],
    ['a webhook without events', { events: undefined }, 'The argument "events" is required'],
    ['an argument that there is not', { name: 'web' }, 'No argument or block type is named "name".'],
  ])('%s, in validation already', async (_, changes, message) => {
    const workspace = await fixture.workspace(webhook(changes));
    const { exitCode, text } = await workspace.run('validate');

    expect(exitCode).toBe(1);
    expect(text).toContain(message);
  });

  test('any other resource type of the real provider', async () => {
    const workspace = await fixture.workspace({ resource: { github_repository: { shop: { name: 'shop' } } } });
    const { exitCode, text } = await workspace.run('validate');

    expect(exitCode).toBe(1);
    expect(text).toContain('does not support resource type "github_repository"');
  });
});

test('a provider block may name the address of an enterprise server', async () => {
  const block = { owner: 'globex', organization: 'acme', token: 'acme-token', base_url: `${fixture.github.url}/` };
  const workspace = await fixture.applied({ ...webhook({ events: ['release'] }), provider: { github: block } });

  const [resource] = (await workspace.state()).values?.root_module.resources ?? [];
  expect(resource?.values).toMatchObject({
    url: expect.stringContaining(`${fixture.github.url}/api/v3/repos/acme/shop/hooks/`) as string,
  });
});
