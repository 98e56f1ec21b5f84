import { validationFailed, type ValidationError } from './github-error';
import type { Hook, HookSettings } from './store';

/** Webhooks of one repository that may listen to the same event ("About webhooks", GitHub Docs). */
const MAX_HOOKS_PER_EVENT = 20;

/**
 * Checks a webhook against the other ones of its repository.
 * @param settings - the webhook as it would be
 * @param others - the repository's webhooks without this one
 * @throws GithubError 422 if one of them delivers one of the events to the same address already, or if an event has as
 * many webhooks as GitHub allows
 */
export function checkAgainst(others: readonly Hook[], settings: HookSettings): void {
  const errors = [...duplicateErrors(others, settings), ...limitErrors(others, settings)];
  if (errors.length > 0) {
    throw validationFailed(errors);
  }
}

function duplicateErrors(others: readonly Hook[], settings: HookSettings): ValidationError[] {
  const taken = others.some(
    (other) => other.config.url === settings.config.url && overlap(other.events, settings.events),
  );
  return taken ? [hookError('Hook already exists on this repository')] : [];
}

function limitErrors(others: readonly Hook[], settings: HookSettings): ValidationError[] {
  return settings.events
    .filter((event) => others.filter((other) => other.events.includes(event)).length >= MAX_HOOKS_PER_EVENT)
    .map((event) => hookError(`The "${event}" event cannot have more than ${MAX_HOOKS_PER_EVENT} hooks`));
}

function overlap(some: readonly string[], others: readonly string[]): boolean {
  return some.includes('*') || others.includes('*') || some.some((event) => others.includes(event));
}

function hookError(message: string): ValidationError {
  return { resource: 'Hook', code: 'custom', message };
}
