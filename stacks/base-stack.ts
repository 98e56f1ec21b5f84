import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Aspects, S3Backend, TerraformStack, type IAspect } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import type { Platform } from '../config/types';
import { boundaryArn, SHARED_JOBS } from '../platform/ci-names';
import { stateBucketName, stateKey, type StateLocation } from '../platform/states';
import { ownTags } from '../platform/tags';
import { TERRAFORM_VERSIONS } from './versions';

/** What every stack gets of the platform: its identity, not its environments and services. */
export type PlatformIdentity = Pick<
  Platform,
  'name' | 'account' | 'region' | 'github' | 'ci' | 'providers' | 'tags' | 'logs'
>;

/** Which part of the platform a stack belongs to; becomes tags of its resources. */
export interface StackScope {
  /** @default - the stack serves every environment. */
  readonly environment?: string;
  /** @default - the stack serves every service. */
  readonly service?: string;
}

/** Limits every role of a stack to what the boundary allows. */
class LimitRoles implements IAspect {
  constructor(private readonly boundary: string) {}

  visit(node: IConstruct): void {
    if (node instanceof IamRole) node.permissionsBoundary = this.boundary;
  }
}

/**
 * What every stack has: the AWS provider with the platform's tags, pinned to the platform's account, the S3 backend
 * with a lock file, and the version ranges. Nothing here depends on the machine that synthesizes.
 */
export abstract class BaseStack extends TerraformStack {
  /** The platform that this stack is part of. */
  readonly platform: PlatformIdentity;

  /** Which environment and service this stack is for. */
  readonly part: StackScope;

  constructor(scope: Construct, id: string, platform: PlatformIdentity, part: StackScope = {}) {
    super(scope, id);
    this.platform = platform;
    this.part = part;
    this.requireVersions();
    this.keepStateInS3();
    this.useAws(part);
  }

  /** For stacks that GitHub Actions deploy: their roles cannot be given more than their boundary allows. */
  protected limitRoles(): void {
    if (this.platform.ci === undefined) return;
    Aspects.of(this).add(new LimitRoles(boundaryArn(this.platform, this.part.environment ?? SHARED_JOBS)));
  }

  /** The state of this stack, as the S3 backend and `terraform_remote_state` address it. */
  get stateLocation(): StateLocation {
    return {
      bucket: stateBucketName(this.platform),
      key: stateKey(this.platform.name, this.node.id),
      region: this.platform.region,
    };
  }

  private requireVersions(): void {
    this.addOverride('terraform.required_version', TERRAFORM_VERSIONS);
    this.addOverride('terraform.required_providers.aws.version', this.platform.providers.aws);
  }

  private keepStateInS3(): void {
    // The bucket says how states are encrypted: with `encrypt`, Terraform would ask for a key of S3.
    new S3Backend(this, {
      ...this.stateLocation,
      allowedAccountIds: [this.platform.account],
    });
    // The bindings of cdktf 0.21 lack the argument.
    this.addOverride('terraform.backend.s3.use_lockfile', true);
  }

  private useAws(part: StackScope): void {
    new AwsProvider(this, 'aws', {
      region: this.platform.region,
      allowedAccountIds: [this.platform.account],
      defaultTags: [{ tags: { ...this.platform.tags, ...ownTags({ platform: this.platform.name, ...part }) } }],
    });
  }
}
