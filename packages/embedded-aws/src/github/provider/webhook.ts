import { z } from 'zod';
import { ProviderError } from './provider-error';
import { maybe, Unknown } from './value';

const text = maybe(z.string());
const flag = maybe(z.boolean());

const configurationValue = z.object({ content_type: text, insecure_ssl: flag, secret: text, url: text });

/** Schema of a `github_repository_webhook`; its configuration is a list of one block. */
export const webhookValue = z.object({
  active: flag,
  etag: text,
  events: maybe(z.array(text)),
  id: text,
  repository: text,
  url: text,
  configuration: z.union([z.array(configurationValue), z.instanceof(Unknown)]).default([]),
});

/** A `github_repository_webhook` in a configuration, a plan or a state. */
export type Webhook = z.infer<typeof webhookValue>;

/** Where and how a webhook delivers. */
export type Configuration = z.infer<typeof configurationValue>;

/** The configuration block, if there is one and it is known. */
export function configurationOf(webhook: Webhook | null): Configuration | undefined {
  return webhook === null || webhook.configuration instanceof Unknown ? undefined : webhook.configuration[0];
}

/**
 * Refuses a webhook without a configuration block. The provider's schema lets it pass, provider 6.9.0 then crashes in apply.
 * @throws ProviderError if the block is missing
 */
export function checkConfiguration({ configuration }: Webhook): void {
  if (!(configuration instanceof Unknown) && configuration.length === 0) {
    throw new ProviderError(
      'Missing configuration block',
      'A github_repository_webhook needs a block "configuration" with the "url" that receives the events. ' +
        'The real provider lets this pass here and crashes when it is applied.',
    );
  }
}
