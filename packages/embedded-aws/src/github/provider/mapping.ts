import type { HookAnswer, HookRequest } from './client';
import { known, Unknown, type Maybe } from './value';
import { configurationOf, type Webhook } from './webhook';

/**
 * The state of a webhook that GitHub answered. Provider 6.9.0 never fills `etag`.
 * @param source - plan or state; its repository and its secret are kept, since GitHub's answer has neither. Without a
 * configuration in it, as after an import, the secret is the asterisks that GitHub shows.
 */
export function webhookState(hook: HookAnswer, source: Webhook): Webhook {
  const { url = '', content_type: contentType = '', insecure_ssl: insecureSsl = '0', secret } = hook.config;
  const kept = configurationOf(source);
  const shown = kept === undefined ? secret : known(kept.secret, '');
  return {
    active: hook.active,
    etag: null,
    events: hook.events,
    id: String(hook.id),
    repository: source.repository,
    url: hook.url,
    configuration: [
      {
        content_type: contentType,
        insecure_ssl: String(insecureSsl) === '1',
        secret: secret === undefined ? '' : (shown ?? ''),
        url,
      },
    ],
  };
}

/** What to ask of GitHub for a planned webhook. Like the real provider it sends empty strings for what is not given. */
export function hookRequest(planned: Webhook): HookRequest {
  const configuration = configurationOf(planned);
  const events = knownEvents(planned.events);
  return {
    name: 'web',
    active: known(planned.active, true),
    ...(events.length === 0 ? {} : { events }),
    config: {
      content_type: known(configuration?.content_type ?? null, ''),
      insecure_ssl: known(configuration?.insecure_ssl ?? null, false) ? '1' : '0',
      secret: known(configuration?.secret ?? null, ''),
      url: known(configuration?.url ?? null, ''),
    },
  };
}

function knownEvents(events: Maybe<Maybe<string>[]>): string[] {
  return events === null || events instanceof Unknown ? [] : events.map((event) => known(event, ''));
}
