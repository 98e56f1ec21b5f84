import type { Construct } from 'constructs';
import type { Environment } from '../../config/types';
import { ImageRepository } from '../../modules/ecr/image-repository';
import type { FoundKey } from '../../modules/encryption/found-key';
import { physicalName } from '../../platform/naming';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish } from '../contract';
import { registryContract } from '../contracts';
import { findSharedKey } from '../found-keys';
import { stackIds } from '../../platform/stack-ids';

/** Properties of a `RegistryStack`. */
export interface RegistryStackProps {
  /** Name of the service. */
  readonly service: string;
  /** Every environment that runs the service's images. */
  readonly environments: readonly Pick<Environment, 'protect' | 'encryption'>[];
}

/** The images of one service: every version that was ever built, for all environments. */
export class RegistryStack extends BaseStack {
  readonly type = 'registry';
  readonly contract = registryContract;
  /** The KMS key that bootstrap has made. @default - keys of AWS are used */
  readonly key: FoundKey | undefined;
  readonly repository: ImageRepository;

  constructor(scope: Construct, platform: PlatformIdentity, { service, environments }: RegistryStackProps) {
    super(scope, stackIds.registry(service), platform, { service });
    this.key = findSharedKey(this, environments);
    this.repository = new ImageRepository(this, 'images', {
      repositoryName: physicalName('repository', platform.name, service),
      forceDelete: !environments.some(({ protect }) => protect),
      keyArn: this.key?.keyArn,
    });
    publish(this, {
      repository_url: this.repository.repositoryUrl,
      repository_arn: this.repository.repositoryArn,
      repository_name: this.repository.repositoryName,
    });
  }
}
