import type { Hook, HookSettings } from '../api/store';
import { ProviderFixture, webhook } from '../testing/fixture';
import type { Workspace } from '../testing/terraform';

jest.setTimeout(120_000);

let fixture: ProviderFixture;
let workspace: Workspace;

beforeEach(async () => {
  fixture = await ProviderFixture.create();
  workspace = await fixture.applied(webhook());
});

afterEach(async () => {
  await fixture.close();
});

function theHook(): Hook {
  const [hook] = fixture.github.hooks();
  if (hook === undefined) {
    throw new Error('GitHub has no webhook');
  }
  return hook;
}

const CONFIG = { url: 'https://example.com/hook', contentType: 'json', insecureSsl: '0', secret: 's3cret' } as const;

describe('a change at GitHub, outside of Terraform', () => {
  test.each<[string, Partial<HookSettings>, string]>([
    ['deactivated', { active: false }, '~ active = false -> true'],
    ['given another event', { events: ['push', 'issues'] }, '~ events = [ - "issues"'],
    ['sent to another address', { config: { ...CONFIG, url: 'https://evil.example' } }, '~ url = (sensitive value)'],
    ['made to send forms', { config: { ...CONFIG, contentType: 'form' } }, '~ content_type = "form" -> "json"'],
    ['made to skip certificates', { config: { ...CONFIG, insecureSsl: '1' } }, '- insecure_ssl = true -> null'],
    [
      'robbed of its secret',
      { config: { url: CONFIG.url, contentType: 'json', insecureSsl: '0' } },
      '+ secret = (sensitive value)',
    ],
  ])('a webhook that was %s is planned to be put right, and then is', async (_, change, shown) => {
    const before = theHook();
    fixture.github.store.updateHook(before, { ...before, ...change });

    const plan = await workspace.plan();
    expect(plan.text).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect(plan.text).toContain(shown);
    await workspace.apply();
    expect(theHook()).toEqual({ ...before, updatedAt: expect.any(Date) as Date });
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('another secret goes unseen, since GitHub masks secrets', async () => {
    fixture.github.store.updateHook(theHook(), { ...theHook(), config: { ...CONFIG, secret: 'other' } });

    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('a webhook that was deleted is created again', async () => {
    fixture.github.store.deleteHook(theHook());

    expect((await workspace.plan()).text).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
    await workspace.apply();
    expect(theHook()).toMatchObject({ events: ['push'], config: CONFIG });
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test('a webhook that was deleted is nothing to destroy', async () => {
    fixture.github.store.deleteHook(theHook());

    expect((await workspace.run('destroy', '-auto-approve')).text).toContain('Resources: 0 destroyed.');
  });
});
