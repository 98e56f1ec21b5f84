import type { Construct } from 'constructs';
import type { Environment } from '../../config/types';
import { FargateCluster } from '../../modules/ecs/cluster';
import type { FoundKey } from '../../modules/encryption/found-key';
import { physicalName } from '../../platform/naming';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish } from '../contract';
import { clusterContract } from '../contracts';
import { findEnvironmentKey } from '../found-keys';
import { stackIds } from '../../platform/stack-ids';

/** The ECS cluster of an environment. */
export class ClusterStack extends BaseStack {
  readonly type = 'cluster';
  readonly contract = clusterContract;
  /** The KMS key that bootstrap has made. @default - keys of AWS are used */
  readonly key: FoundKey | undefined;
  readonly cluster: FargateCluster;

  constructor(scope: Construct, platform: PlatformIdentity, environment: Environment) {
    super(scope, stackIds.cluster(environment.name), platform, { environment: environment.name });
    this.key = findEnvironmentKey(this, environment);
    this.cluster = new FargateCluster(this, 'cluster', {
      clusterName: physicalName('ecs', platform.name, environment.name),
      execLogGroupName: `/${platform.name}/${environment.name}/cluster/exec`,
      execLogRetentionDays: environment.logs.execRetentionDays,
      insightsLogRetentionDays: environment.logs.insightsRetentionDays,
      keyArn: this.key?.keyArn,
    });
    publish(this, {
      cluster_name: this.cluster.clusterName,
      cluster_arn: this.cluster.clusterArn,
      exec_log_group_arn: this.cluster.execLogGroupArn,
    });
  }
}
