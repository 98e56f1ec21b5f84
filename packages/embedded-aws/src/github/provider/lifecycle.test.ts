import { ProviderFixture, webhook } from '../testing/fixture';

jest.setTimeout(120_000);

let fixture: ProviderFixture;

beforeEach(async () => {
  fixture = await ProviderFixture.create();
});

afterEach(async () => {
  await fixture.close();
});

describe('a webhook in the hands of Terraform', () => {
  test('is valid, planned, created, and then planned no more', async () => {
    const workspace = await fixture.workspace(webhook());

    expect((await workspace.run('validate')).text).toContain('The configuration is valid');
    expect((await workspace.plan()).text).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
    expect(fixture.github.hooks()).toEqual([]);
    expect((await workspace.apply()).text).toContain('Resources: 1 added, 0 changed, 0 destroyed.');
    expect((await workspace.plan()).exitCode).toBe(0);
    expect(fixture.github.hooks()).toMatchObject([
      {
        repository: { owner: 'acme', name: 'shop' },
        active: true,
        events: ['push'],
        config: { url: 'https://example.com/hook', contentType: 'json', insecureSsl: '0', secret: 's3cret' },
      },
    ]);
  });

  test('keeps its planned secret in the state, marked as sensitive', async () => {
    const workspace = await fixture.applied(webhook());
    const id = String(fixture.github.hooks()[0]?.id);

    const configuration = {
      content_type: 'json',
      insecure_ssl: false,
      secret: 's3cret',
      url: 'https://example.com/hook',
    };
    expect((await workspace.state()).values?.root_module.resources).toMatchObject([
      {
        schema_version: 1,
        values: {
          active: true,
          configuration: [configuration],
          etag: null,
          events: ['push'],
          id,
          repository: 'shop',
          url: `${fixture.github.url}/repos/acme/shop/hooks/${id}`,
        },
        sensitive_values: { configuration: [{ secret: true, url: true }] },
      },
    ]);
  });

  test('hides its secret in what Terraform prints', async () => {
    const workspace = await fixture.applied(webhook());
    await workspace.write(webhook({ configuration: { url: 'https://example.com/hook', secret: 'n3w-s3cret' } }));

    const { text } = await workspace.plan();
    expect(text).toContain('~ secret = (sensitive value)');
    expect(text).not.toContain('s3cret');
  });

  test.each([
    ['events', { events: ['release', 'push'] }, { events: ['push', 'release'] }],
    ['active', { active: false }, { active: false }],
    [
      'configuration',
      { configuration: { url: 'https://example.org', content_type: 'json', insecure_ssl: true } },
      { config: { url: 'https://example.org', contentType: 'json', insecureSsl: '1' } },
    ],
  ])('is changed in place when its %s changes', async (_, change, expected) => {
    const workspace = await fixture.applied(webhook());
    const id = fixture.github.hooks()[0]?.id;
    await workspace.write(webhook(change));

    expect((await workspace.apply()).text).toContain('Resources: 0 added, 1 changed, 0 destroyed.');
    expect(fixture.github.hooks()).toMatchObject([{ id, ...expected }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('loses its secret at GitHub when the configuration no longer has one', async () => {
    const workspace = await fixture.applied(webhook());
    await workspace.write(webhook({ configuration: { url: 'https://example.com/hook', content_type: 'json' } }));
    await workspace.apply();

    expect(fixture.github.hooks()[0]?.config).not.toHaveProperty('secret');
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('is replaced when its repository changes', async () => {
    const workspace = await fixture.applied(webhook());
    const id = fixture.github.hooks()[0]?.id;
    await workspace.write(webhook({ repository: 'blog' }));

    const plan = await workspace.plan();
    expect(plan.text).toContain('~ repository = "shop" -> "blog" # forces replacement');
    expect(plan.text).toContain('Plan: 1 to add, 0 to change, 1 to destroy.');
    await workspace.apply();
    expect(fixture.github.hooks()).toMatchObject([{ repository: { name: 'blog' } }]);
    expect(fixture.github.hooks()[0]?.id).not.toBe(id);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('is deleted by destroy', async () => {
    const workspace = await fixture.applied(webhook());

    expect((await workspace.run('destroy', '-auto-approve')).text).toContain('Resources: 1 destroyed.');
    expect(fixture.github.hooks()).toEqual([]);
  });
});
