import type { Construct } from 'constructs';
import { ApiGatewayAccountLogging } from '../../modules/api/account-logging';
import { physicalName } from '../../platform/naming';
import { PrivateBucket } from '../../modules/storage/private-bucket';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { stackIds } from '../../platform/stack-ids';
import { REVIEWS, stateBucketName } from '../../platform/states';
import type { NeedsOfEnvironments } from './boundaries';
import { ContinuousIntegration } from './continuous-integration';

/** How long the record of a review is kept, and counts. A change that is merged later is reviewed again. */
const DAYS_OF_REVIEWS = 30;

/**
 * What must exist before any other stack: the bucket of all states, this one's included, and the settings that an
 * account has once. `npm run bootstrap` applies it first.
 */
export class BootstrapStack extends BaseStack {
  readonly type = 'bootstrap';
  /** The bucket of all states. */
  readonly stateBucket: PrivateBucket;
  readonly apiGatewayLogging: ApiGatewayAccountLogging;
  /** @default - no `ci` in the config */
  readonly continuousIntegration: ContinuousIntegration | undefined;

  /**
   * @param environments names of those that roles of GitHub Actions deploy.
   * @param services names of all services.
   * @param needs what the config grants the applications of each environment. @default - nothing
   */
  constructor(
    scope: Construct,
    platform: PlatformIdentity,
    environments: readonly string[],
    services: readonly string[],
    needs: NeedsOfEnvironments = new Map(),
  ) {
    super(scope, stackIds.bootstrap(), platform);
    const { ci } = platform;
    this.stateBucket = new PrivateBucket(this, 'state', {
      bucketName: stateBucketName(platform),
      forceDestroy: false,
      preventDestroy: true,
      ...(ci && { expiring: { prefix: REVIEWS, days: DAYS_OF_REVIEWS } }),
    });
    this.apiGatewayLogging = new ApiGatewayAccountLogging(this, 'api-gateway-logging', {
      roleName: physicalName('role', platform.name, platform.region, 'api-gateway-logging'),
      account: platform.account,
      region: platform.region,
    });
    const stateBucketArn = this.stateBucket.bucketArn;
    const shared = { platform, environments, services, needs, stateBucketArn };
    this.continuousIntegration = ci && new ContinuousIntegration(this, 'ci', { ...shared, settings: ci });
  }
}
