import type { Environment } from '../config/types';
import { FoundKey } from '../modules/encryption/found-key';
import { environmentKeyAlias, hasSharedKey, sharedKeyAlias } from '../platform/encryption-keys';
import type { BaseStack } from './base-stack';

/** Construct id of the key in every stack that finds it. */
const ID = 'key';

/** The KMS key of an environment, which `bootstrap` has made. @returns undefined if keys of AWS are used */
export function findEnvironmentKey(
  stack: BaseStack,
  { name, encryption }: Pick<Environment, 'name' | 'encryption'>,
): FoundKey | undefined {
  if (encryption !== 'customerManaged') return undefined;
  return new FoundKey(stack, ID, { alias: environmentKeyAlias(stack.platform, name) });
}

/**
 * The KMS key of what all environments share, which `bootstrap` has made.
 *
 * @param environments those that share it
 * @returns undefined if keys of AWS are used
 */
export function findSharedKey(
  stack: BaseStack,
  environments: readonly Pick<Environment, 'encryption'>[],
): FoundKey | undefined {
  if (!hasSharedKey(environments)) return undefined;
  return new FoundKey(stack, ID, { alias: sharedKeyAlias(stack.platform) });
}
