import type { Construct } from 'constructs';
import type { Environment, Platform } from '../../config/types';
import { CustomerKey } from '../../modules/encryption/customer-key';
import { environmentKeyAlias, hasSharedKey, sharedKeyAlias } from '../../platform/encryption-keys';
import { insightsLogGroup } from '../../platform/log-groups';
import { nameBeginning, physicalName } from '../../platform/naming';
import { jobRoles } from './boundaries';

/** What the keys of a platform are made for. */
export interface EncryptionKeysProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region'>;
  readonly environments: readonly Pick<Environment, 'name' | 'encryption'>[];
}

/** The keys of a platform. */
export interface EncryptionKeys {
  /** By name of the environment. */
  readonly ofEnvironments: ReadonlyMap<string, CustomerKey>;
  /** @default - all environments use keys of AWS */
  readonly shared: CustomerKey | undefined;
}

/**
 * The keys that encrypt what belongs to the platform: one for each environment that has keys of its own, and one for what
 * all environments share. They are made where no job may change them.
 */
export function addEncryptionKeys(scope: Construct, { platform, environments }: EncryptionKeysProps): EncryptionKeys {
  const own = environments.filter(({ encryption }) => encryption === 'customerManaged');
  return {
    ofEnvironments: new Map(own.map(({ name }) => [name, addEnvironmentKey(scope, platform, name)])),
    shared: hasSharedKey(environments) ? addSharedKey(scope, platform) : undefined,
  };
}

function addSharedKey(scope: Construct, platform: EncryptionKeysProps['platform']): CustomerKey {
  return new CustomerKey(scope, 'key-shared', {
    alias: sharedKeyAlias(platform),
    description: `Images, artifacts, states and logs of builds of ${platform.name}.`,
    place: platform,
    jobRoleArns: jobRoles(platform),
    logGroups: [`/aws/codebuild/${nameBeginning('buildProject', platform.name)}*`],
  });
}

function addEnvironmentKey(
  scope: Construct,
  platform: EncryptionKeysProps['platform'],
  environment: string,
): CustomerKey {
  const { name } = platform;
  return new CustomerKey(scope, `key-of-${environment}`, {
    alias: environmentKeyAlias(platform, environment),
    description: `Logs, secrets and topics of ${name}-${environment}.`,
    place: platform,
    jobRoleArns: jobRoles(platform),
    logGroups: [`/${name}/${environment}/*`, insightsLogGroup(physicalName('ecs', name, environment))],
    topics: true,
  });
}
