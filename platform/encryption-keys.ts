import { physicalName } from './naming';
import type { PlatformPlace } from './states';

/** Whose keys encrypt what belongs to an environment. */
interface EncryptedEnvironment {
  readonly encryption: 'awsManaged' | 'customerManaged';
}

/** Alias of the key of an environment: of its logs, its secrets and the topics that tell of it. */
export function environmentKeyAlias({ name, region }: PlatformPlace, environment: string): string {
  return `alias/${physicalName('keyAlias', name, region, 'environment', environment)}`;
}

/** Alias of the key of what all environments share: images, artifacts, states and the logs of builds. */
export function sharedKeyAlias({ name, region }: PlatformPlace): string {
  return `alias/${physicalName('keyAlias', name, region, 'shared')}`;
}

/** Whether what all environments share has a key of the account's own: as soon as one of them has. */
export function hasSharedKey(environments: readonly EncryptedEnvironment[]): boolean {
  return environments.some(({ encryption }) => encryption === 'customerManaged');
}
