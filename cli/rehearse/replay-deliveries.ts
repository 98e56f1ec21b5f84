import type { EmbeddedGithub } from 'embedded-aws/github/api/start';
import { UserError } from '../errors';
import { describeResponse } from './webhook-checks';

/**
 * Delivers every push once more that webhooks took, now that they are deleted.
 * @throws UserError if a webhook takes one
 */
export async function replayDeliveries(github: Pick<EmbeddedGithub, 'deliveries' | 'deliver'>): Promise<void> {
  const taken = github.deliveries().filter(({ event, response }) => event.name === 'push' && response.status === 'OK');
  for (const { hook, event } of taken) {
    const response = await github.deliver(hook, event);
    if (response.status !== 'OK') continue;
    throw new UserError(`${hook.config.url} was deleted, but takes a push: ${describeResponse(response)}`);
  }
}
