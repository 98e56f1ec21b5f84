import type { EmbeddedGithub } from 'embedded-aws/github/api/start';
import type { Delivery, DeliveryResponse } from 'embedded-aws/github/webhooks/delivery';
import { UserError } from '../errors';
import type { PipelineWatch } from './pipeline-watch';

/** A delivery that starts nothing, and what the webhook answered. */
export interface WebhookCheck {
  /** E.g. `with a wrong secret`. */
  readonly what: string;
  readonly response: DeliveryResponse;
}

/** What is changed of a delivery that a webhook took. */
type Forgery = (delivery: Delivery) => Pick<Delivery, 'hook' | 'event'>;

const FORGERIES: Readonly<Record<string, Forgery>> = {
  'with a wrong secret': ({ hook, event }) => ({
    hook: { ...hook, config: { ...hook.config, secret: `not ${hook.config.secret ?? ''}` } },
    event,
  }),
  'of another branch': ({ hook, event }) => ({
    hook,
    event: { ...event, payload: { ...event.payload, ref: 'refs/heads/not-delivered' } },
  }),
};

/**
 * Delivers a push once more, with a wrong secret and as if it were of another branch.
 * @param delivery that the webhook took
 * @throws UserError if the pipeline runs because of it
 */
export async function checkWebhook(
  github: Pick<EmbeddedGithub, 'deliver'>,
  delivery: Delivery,
  watch: Pick<PipelineWatch, 'executions' | 'pipelineName'>,
): Promise<readonly WebhookCheck[]> {
  const webhookChecks: WebhookCheck[] = [];
  for (const [what, forge] of Object.entries(FORGERIES)) {
    const before = await watch.executions();
    const { hook, event } = forge(delivery);
    const response = await github.deliver(hook, event);
    const after = await watch.executions();
    if (after.length > before.length) {
      throw new UserError(
        `A push ${what} has started ${watch.pipelineName}: ${describeResponse(response)}`,
        "Check the webhook's authentication and filters.",
      );
    }
    webhookChecks.push({ what, response });
  }
  return webhookChecks;
}

/** E.g. `403 {"message":"..."}`. */
export function describeResponse({ statusCode, status, body }: DeliveryResponse): string {
  return [statusCode, ...(status === 'OK' || status.endsWith(String(statusCode)) ? [] : [status]), body]
    .join(' ')
    .trim();
}
