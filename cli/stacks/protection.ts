import type { Platform } from '../../config/types';
import { stacksById } from '../../platform/stack-ids';
import { UserError } from '../errors';

/**
 * Refuses to destroy what the config protects: every stack of a protected environment, and what all environments
 * share (bootstrap, registries and pipelines) as long as one of them is protected.
 * @param names stacks about to be destroyed
 * @throws UserError with what to do instead
 */
export function refuseProtected(platform: Platform, names: readonly string[]): void {
  const guards = platform.environments.filter(({ protect }) => protect).map(({ name }) => name);
  const stacks = stacksById(platform);
  const refused = names.flatMap((name) => {
    const { environment } = stacks.get(name) ?? {};
    const environments = guards.filter((guard) => environment === undefined || environment === guard);
    return environments.length === 0 ? [] : [{ name, environments }];
  });
  if (refused.length === 0) return;
  const protectors = guards.filter((guard) => refused.some(({ environments }) => environments.includes(guard)));
  const list = refused.map(({ name }) => name).join(', ');
  throw new UserError(
    `Refusing to destroy ${list}: the config protects ${protectors.join(' and ')}.`,
    `To destroy them all the same, set protect: false in ${protectors.join(' and ')}, run npm run deploy -- '*' and ` +
      'then this command again.',
  );
}
