import { unknown, Unknown, type Maybe } from './value';
import { configurationOf, type Configuration, type Webhook } from './webhook';

/** What a change would lead to. */
export interface WebhookPlan {
  readonly planned: Webhook;
  /** Attributes whose change needs a new webhook. */
  readonly requiresReplace: readonly string[];
}

/**
 * Plans a webhook as provider 6.9.0 does on the plugin SDK 2: computed attributes stay or become unknown, and a zero value
 * in the state counts as not given, so that it makes no difference to a configuration that does not give it.
 * @param prior - the state; null for a webhook to be created
 * @param config - the configuration, unknown values in any place
 */
export function planWebhook(prior: Webhook | null, config: Webhook): WebhookPlan {
  const planned = {
    active: config.active ?? true,
    etag: prior === null ? unknown : prior.etag,
    events: config.events,
    id: prior === null ? unknown : prior.id,
    repository: config.repository,
    url: prior === null ? unknown : prior.url,
    configuration: planConfiguration(prior, config),
  };
  const moved = prior !== null && prior.repository !== config.repository;
  return { planned, requiresReplace: moved ? ['repository'] : [] };
}

function planConfiguration(prior: Webhook | null, config: Webhook): Webhook['configuration'] {
  const old = configurationOf(prior);
  if (old === undefined || config.configuration instanceof Unknown) {
    return config.configuration;
  }
  return config.configuration.map((block) => planBlock(old, block));
}

function planBlock(old: Configuration, block: Configuration): Configuration {
  return {
    content_type: unlessZero(block.content_type, old.content_type, ''),
    insecure_ssl: unlessZero(block.insecure_ssl, old.insecure_ssl, false),
    secret: unlessZero(block.secret, old.secret, ''),
    url: block.url,
  };
}

function unlessZero<T>(configured: Maybe<T>, prior: Maybe<T>, zero: T): Maybe<T> {
  return configured === null && prior === zero ? zero : configured;
}
