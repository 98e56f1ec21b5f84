import { remainingResources } from 'embedded-aws/remaining-resources';
import { UserError } from '../errors';
import type { Rehearsal } from './rehearsal';

/**
 * Requires that the embedded AWS and GitHub hold nothing that was deployed: what a fresh account has, and no more.
 * @throws UserError with what is left
 */
export async function requireNoRemainingResources({ aws, github, fresh }: Rehearsal): Promise<void> {
  const existing = await remainingResources(aws.settings);
  const resources = existing.filter((resource) => !fresh.includes(resource));
  const hooks = github.hooks().map(({ repository, config }) => `webhook of ${repository.name}: ${config.url}`);
  const left = [...resources, ...hooks];
  if (left.length === 0) return;
  throw new UserError(['These resources remain after everything was destroyed:', ...left].join('\n  '));
}
