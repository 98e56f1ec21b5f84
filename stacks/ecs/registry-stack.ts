import type { Construct } from 'constructs';
import { ImageRepository } from '../../modules/ecr/image-repository';
import { physicalName } from '../../platform/naming';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish } from '../contract';
import { registryContract } from '../contracts';
import { stackIds } from '../../platform/stack-ids';

/** Properties of a `RegistryStack`. */
export interface RegistryStackProps {
  /** Name of the service. */
  readonly service: string;
  /** Whether any environment that runs the service's images is protected. */
  readonly protect: boolean;
}

/** The images of one service: every version that was ever built, for all environments. */
export class RegistryStack extends BaseStack {
  readonly type = 'registry';
  readonly contract = registryContract;
  readonly repository: ImageRepository;

  constructor(scope: Construct, platform: PlatformIdentity, { service, protect }: RegistryStackProps) {
    super(scope, stackIds.registry(service), platform, { service });
    this.repository = new ImageRepository(this, 'images', {
      repositoryName: physicalName('repository', platform.name, service),
      forceDelete: !protect,
    });
    publish(this, {
      repository_url: this.repository.repositoryUrl,
      repository_arn: this.repository.repositoryArn,
      repository_name: this.repository.repositoryName,
    });
  }
}
