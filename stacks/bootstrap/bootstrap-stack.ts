import type { Construct } from 'constructs';
import { ApiGatewayAccountLogging } from '../../modules/api/account-logging';
import { physicalName } from '../../modules/naming';
import { PrivateBucket } from '../../modules/storage/private-bucket';
import { BaseStack, stateBucketName, type PlatformIdentity } from '../base-stack';
import { stackIds } from '../stack-ids';

/**
 * What must exist before any other stack: the bucket of all states, this one's included, and the settings that an
 * account has once. `npm run bootstrap` applies it first.
 */
export class BootstrapStack extends BaseStack {
  constructor(scope: Construct, platform: PlatformIdentity) {
    super(scope, stackIds.bootstrap(), platform);
    new PrivateBucket(this, 'state', {
      bucketName: stateBucketName(platform),
      forceDestroy: false,
      preventDestroy: true,
    });
    new ApiGatewayAccountLogging(this, 'api-gateway-logging', {
      roleName: physicalName('role', platform.name, platform.region, 'api-gateway-logging'),
    });
  }
}
