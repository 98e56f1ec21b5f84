import type { PlatformInput } from './input';

/**
 * Gives a config file its types: editors complete the options, and the compiler refuses unknown and missing ones and
 * pairs of cpu and memory that Fargate does not offer. What types cannot say is checked when the file is loaded.
 *
 * @returns the input itself.
 * @example export default definePlatform({ name: 'shop', ... });
 */
export function definePlatform<const EnvironmentName extends string>(
  platform: PlatformInput<EnvironmentName>,
): PlatformInput<EnvironmentName> {
  return platform;
}
