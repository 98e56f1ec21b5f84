import type { Construct } from 'constructs';
import type { OwnStackSettings } from '../../config/types';
import { ApiGatewayAccountLogging } from '../../modules/api/account-logging';
import { artifactBuckets } from '../../modules/ci/shared-boundary';
import { PrivateBucket } from '../../modules/storage/private-bucket';
import { physicalName } from '../../platform/naming';
import { stackIds } from '../../platform/stack-ids';
import { accessLogBucketName, REVIEWS, stateBucketName } from '../../platform/states';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import type { BoundedEnvironment, NeedsOfEnvironments } from './boundaries';
import { ContinuousIntegration } from './continuous-integration';
import { addEncryptionKeys, type EncryptionKeys } from './encryption-keys';

/** What a `BootstrapStack` is made for. */
export interface BootstrapStackProps {
  /** Those that roles of GitHub Actions deploy, and that may have keys of their own. */
  readonly environments: readonly BoundedEnvironment[];
  /** Names of all services. */
  readonly services: readonly string[];
  /** Stacks of the project's own. @default - none */
  readonly stacks?: readonly OwnStackSettings[];
  /** What the config grants the applications of each environment. @default - nothing */
  readonly needs?: NeedsOfEnvironments;
}

/** How long the record of a review is kept, and counts. A change that is merged later is reviewed again. */
const DAYS_OF_REVIEWS = 30;

/**
 * What must exist before any other stack: the bucket of all states, this one's included, the keys, and the settings that
 * an account has once. `npm run bootstrap` applies it first.
 */
export class BootstrapStack extends BaseStack {
  readonly type = 'bootstrap';
  readonly keys: EncryptionKeys;
  /** @default - accesses to buckets are not logged */
  readonly accessLogBucket: PrivateBucket | undefined;
  /** The bucket of all states. */
  readonly stateBucket: PrivateBucket;
  readonly apiGatewayLogging: ApiGatewayAccountLogging;
  /** @default - no `ci` in the config */
  readonly continuousIntegration: ContinuousIntegration | undefined;

  constructor(scope: Construct, platform: PlatformIdentity, props: BootstrapStackProps) {
    super(scope, stackIds.bootstrap(), platform);
    this.keys = addEncryptionKeys(this, { platform, environments: props.environments });
    this.accessLogBucket = this.createAccessLogBucket();
    this.stateBucket = this.createStateBucket(this.keys.shared?.keyArn, this.accessLogBucket);
    this.apiGatewayLogging = this.letApisLog();
    this.continuousIntegration = this.letJobsDeploy(props, [this.stateBucket, this.accessLogBucket]);
  }

  // S3 delivers access logs to no bucket whose default is a KMS key.
  // Source: Amazon S3 User Guide, "Enabling Amazon S3 server access logging".
  private createAccessLogBucket(): PrivateBucket | undefined {
    const { name, account, region, logs } = this.platform;
    if (!logs.bucketAccess) return undefined;
    return new PrivateBucket(this, 'access-logs', {
      bucketName: accessLogBucketName(this.platform),
      forceDestroy: false,
      accessLogsOf: { bucketArns: artifactBuckets({ platform: name, account, region }), account },
      expiring: { days: logs.bucketAccessRetentionDays },
    });
  }

  private createStateBucket(keyArn: string | undefined, accessLogs: PrivateBucket | undefined): PrivateBucket {
    return new PrivateBucket(this, 'state', {
      bucketName: stateBucketName(this.platform),
      forceDestroy: false,
      preventDestroy: true,
      keyArn,
      accessLogs: accessLogs && { bucketName: accessLogs.bucketName, dependsOn: [accessLogs.policy] },
      ...(this.platform.ci && { expiring: { prefix: REVIEWS, days: DAYS_OF_REVIEWS } }),
    });
  }

  private letApisLog(): ApiGatewayAccountLogging {
    const { name, account, region } = this.platform;
    return new ApiGatewayAccountLogging(this, 'api-gateway-logging', {
      roleName: physicalName('role', name, region, 'api-gateway-logging'),
      account,
      region,
    });
  }

  private letJobsDeploy(
    props: BootstrapStackProps,
    buckets: readonly (PrivateBucket | undefined)[],
  ): ContinuousIntegration | undefined {
    const { platform } = this;
    if (platform.ci === undefined) return undefined;
    return new ContinuousIntegration(this, 'ci', {
      platform,
      settings: platform.ci,
      environments: props.environments,
      services: props.services,
      stacks: props.stacks ?? [],
      needs: props.needs ?? new Map(),
      stateBucketArn: this.stateBucket.bucketArn,
      keptBucketArns: buckets.flatMap((bucket) => (bucket === undefined ? [] : [bucket.bucketArn])),
    });
  }
}
