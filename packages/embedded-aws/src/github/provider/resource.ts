import { createHook, deleteHook, editHook, getHook } from './client';
import { hookRequest, webhookState } from './mapping';
import { ProviderError } from './provider-error';
import { RefusedRequest } from './refused-request';
import type { ProviderSettings } from './settings';
import { known } from './value';
import { checkConfiguration, type Webhook } from './webhook';

/**
 * Reads a webhook anew.
 * @param state - what Terraform remembers of it
 * @returns its state; null if GitHub has no such webhook any more
 * @throws ProviderError
 */
export async function readWebhook(settings: ProviderSettings, state: Webhook): Promise<Webhook | null> {
  try {
    return webhookState(await getHook(settings, repositoryOf(state), hookId(state)), state);
  } catch (error) {
    if (error instanceof RefusedRequest && error.status === 404) {
      return null;
    }
    throw error;
  }
}

/**
 * Creates, changes or deletes a webhook.
 * @param prior - its state; null to create it
 * @param planned - its plan; null to delete it
 * @returns its new state; null if it is deleted
 * @throws ProviderError
 */
export async function applyWebhook(
  settings: ProviderSettings,
  prior: Webhook | null,
  planned: Webhook | null,
): Promise<Webhook | null> {
  if (planned !== null) {
    checkConfiguration(planned);
    const body = hookRequest(planned);
    const repository = repositoryOf(planned);
    const request =
      prior === null ? createHook(settings, repository, body) : editHook(settings, repository, hookId(prior), body);
    return webhookState(await request, planned);
  }
  if (prior !== null) {
    await deleteHook(settings, repositoryOf(prior), hookId(prior));
  }
  return null;
}

/**
 * The state with which an import begins; Terraform reads the webhook next.
 * @param id - `<repository>/<webhook id>`
 * @throws ProviderError if it is written otherwise
 */
export function importedWebhook(id: string): Webhook {
  const [repository, hook, ...rest] = id.split('/');
  if (repository === undefined || hook === undefined || rest.length > 0) {
    throw new ProviderError(
      'invalid ID specified: supplied ID must be written as <repository>/<webhook_id>',
      `The ID given is ${JSON.stringify(id)}. The webhook's id ends the address of its page in the repository's settings.`,
    );
  }
  return { active: null, etag: null, events: null, id: hook, repository, url: null, configuration: [] };
}

function repositoryOf({ repository }: Webhook): string {
  return known(repository, '');
}

function hookId({ id }: Webhook): string {
  const text = known(id, '');
  if (!/^\d+$/.test(text)) {
    const quoted = JSON.stringify(text);
    throw new ProviderError(
      `Unexpected ID format (${quoted}), expected numerical ID. strconv.ParseInt: parsing ${quoted}: invalid syntax`,
    );
  }
  return text;
}
