import { ProviderFixture, webhook } from '../testing/fixture';
import type { Workspace } from '../testing/terraform';

jest.setTimeout(120_000);

let fixture: ProviderFixture;
let workspace: Workspace;
let id: number;

beforeEach(async () => {
  fixture = await ProviderFixture.create();
  workspace = await fixture.workspace(webhook());
  const config = { url: 'https://example.com/hook', contentType: 'json', insecureSsl: '0', secret: 'unknown' } as const;
  const repository = fixture.github.store.createRepository('acme', 'shop');
  id = fixture.github.store.addHook(repository, { active: true, events: ['push'], config }).id;
});

afterEach(async () => {
  await fixture.close();
});

const ADDRESS = 'github_repository_webhook.hook';

describe('importing a webhook', () => {
  test('its secret comes as the asterisks that GitHub shows, and the next apply sets the configured one', async () => {
    expect((await workspace.run('import', ADDRESS, `shop/${id}`)).text).toContain('Import successful!');

    const [resource] = (await workspace.state()).values?.root_module.resources ?? [];
    const configuration = [
      { content_type: 'json', insecure_ssl: false, secret: '********', url: 'https://example.com/hook' },
    ];
    expect(resource?.values).toMatchObject({ id: String(id), repository: 'shop', events: ['push'], configuration });
    expect((await workspace.plan()).text).toContain('~ secret = (sensitive value)');
    await workspace.apply();
    expect(fixture.github.hooks()).toMatchObject([{ id, config: { secret: 's3cret' } }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('an import block does the same in a plan', async () => {
    await workspace.write({ ...webhook(), import: [{ to: ADDRESS, id: `shop/${id}` }] });

    expect((await workspace.plan()).text).toContain('Plan: 1 to import, 0 to add, 1 to change, 0 to destroy.');
  });

  test.each([
    ['shop', 'invalid ID specified: supplied ID must be written as <repository>/<webhook_id>'],
    ['acme/shop/1', 'invalid ID specified: supplied ID must be written as <repository>/<webhook_id>'],
    ['shop/first', 'Unexpected ID format ("first"), expected numerical ID.'],
    ['shop/1', 'Cannot import non-existent remote object'],
    ['none/1', 'Cannot import non-existent remote object'],
  ])('an import of "%s" is refused', async (wrong, message) => {
    const { exitCode, text } = await workspace.run('import', ADDRESS, wrong);

    expect(exitCode).toBe(1);
    expect(text).toContain(message);
  });
});
