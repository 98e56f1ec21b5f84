import { planWebhook } from './planner';
import { unknown } from './value';
import type { Configuration, Webhook } from './webhook';

const BLOCK: Configuration = { content_type: 'json', insecure_ssl: null, secret: null, url: 'https://example.com' };

const CONFIG: Webhook = {
  active: null,
  etag: null,
  events: ['push'],
  id: null,
  repository: 'shop',
  url: null,
  configuration: [BLOCK],
};

const STATE: Webhook = {
  ...CONFIG,
  active: true,
  id: '1',
  url: 'https://api.github.com/repos/acme/shop/hooks/1',
  configuration: [{ ...BLOCK, insecure_ssl: false, secret: '' }],
};

describe('the plan of a webhook', () => {
  test('what GitHub decides is unknown before it is created, and it is active unless told otherwise', () => {
    expect(planWebhook(null, CONFIG)).toEqual({
      planned: { ...CONFIG, active: true, etag: unknown, id: unknown, url: unknown },
      requiresReplace: [],
    });
  });

  test('what GitHub decided stays', () => {
    expect(planWebhook(STATE, { ...CONFIG, events: ['release'] }).planned).toEqual({ ...STATE, events: ['release'] });
  });

  test('zero values of the state are no difference to what the configuration does not give', () => {
    expect(planWebhook(STATE, CONFIG)).toEqual({ planned: STATE, requiresReplace: [] });
  });

  test('other values of the state are removed when the configuration no longer gives them', () => {
    const given = { ...STATE, configuration: [{ ...BLOCK, insecure_ssl: true, secret: 's3cret' }] };

    expect(planWebhook(given, CONFIG).planned.configuration).toEqual([BLOCK]);
  });

  test('without a content type every plan removes the one that GitHub chose, as with the real provider', () => {
    const form = { ...STATE, configuration: [{ ...BLOCK, content_type: 'form', insecure_ssl: false, secret: '' }] };
    const config = { ...CONFIG, configuration: [{ ...BLOCK, content_type: null }] };

    expect(planWebhook(form, config).planned.configuration).toEqual([
      { ...BLOCK, content_type: null, insecure_ssl: false, secret: '' },
    ]);
  });

  test.each([['blog'], [unknown]])('another repository needs a new webhook (%p)', (repository) => {
    expect(planWebhook(STATE, { ...CONFIG, repository }).requiresReplace).toEqual(['repository']);
  });

  test('what is not known yet stays so', () => {
    const config = { ...CONFIG, active: unknown, events: unknown, configuration: unknown };

    expect(planWebhook(STATE, config).planned).toEqual({
      ...STATE,
      ...config,
      active: unknown,
      id: '1',
      url: STATE.url,
    });
  });
});
