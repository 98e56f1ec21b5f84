import { ProviderFixture, webhook } from '../testing/fixture';

jest.setTimeout(120_000);

let fixture: ProviderFixture;

beforeEach(async () => {
  fixture = await ProviderFixture.create();
});

afterEach(async () => {
  await fixture.close();
});

/** A webhook beside resources whose output Terraform learns only when it creates them. */
function withLater(changes: object): object {
  const { provider, resource } = webhook(changes) as { provider: object; resource: object };
  const later = { repository: { input: 'shop' }, events: { input: ['push', 'release'] }, text: { input: 'push' } };
  return { provider, resource: { ...resource, terraform_data: later } };
}

const URL = 'https://example.com/hook';

describe('values that are known only after apply', () => {
  test.each([
    ['the repository', { repository: '${terraform_data.repository.output}' }],
    ['all events', { events: '${terraform_data.events.output}' }],
    ['one of the events', { events: ['${terraform_data.text.output}', 'issues'] }],
    ['whether it is active', { active: '${terraform_data.text.output == "push"}' }],
    ['the secret', { configuration: { url: URL, content_type: 'json', secret: '${terraform_data.text.output}' } }],
    ['the end of the address', { configuration: { url: `${URL}/\${terraform_data.text.id}`, content_type: 'json' } }],
    [
      'the whole configuration',
      {
        configuration: undefined,
        dynamic: {
          configuration: {
            for_each: '${toset([terraform_data.text.output])}',
            content: { url: `${URL}/\${configuration.value}`, content_type: 'json' },
          },
        },
      },
    ],
  ])('a webhook is planned without %s, created, and then planned no more', async (_, changes) => {
    const workspace = await fixture.workspace(withLater(changes));

    expect((await workspace.plan()).text).toContain('Plan: 4 to add, 0 to change, 0 to destroy.');
    expect((await workspace.apply()).text).toContain('Resources: 4 added, 0 changed, 0 destroyed.');
    expect(fixture.github.hooks()).toHaveLength(1);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('a webhook is replaced when its new repository is not known yet', async () => {
    const workspace = await fixture.applied(webhook());
    await workspace.write(withLater({ repository: '${terraform_data.repository.output}' }));

    expect((await workspace.plan()).text).toContain('Plan: 4 to add, 0 to change, 1 to destroy.');
  });
});
