import { UserError } from '../errors';
import type { Rehearsal } from './rehearsal';

/**
 * Requires that the embedded AWS and GitHub hold nothing that was deployed.
 * @throws UserError with what is left
 */
export async function requireNothingLeft({ github }: Rehearsal): Promise<void> {
  const hooks = github.hooks().map(({ repository, config }) => `webhook of ${repository.name}: ${config.url}`);
  await Promise.resolve();
  if (hooks.length === 0) return;
  throw new UserError(['Destroyed everything, and yet this is left:', ...hooks].join('\n  '));
}
