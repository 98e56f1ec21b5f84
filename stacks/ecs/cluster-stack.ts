import type { Construct } from 'constructs';
import type { Environment } from '../../config/types';
import { FargateCluster } from '../../modules/ecs/cluster';
import { physicalName } from '../../platform/naming';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish } from '../contract';
import { clusterContract } from '../contracts';
import { stackIds } from '../../platform/stack-ids';

/** Days that a record of commands run in containers is kept: a year, as audits ask for. */
const EXEC_LOG_RETENTION_DAYS = 365;

/** Days that log events of Container Insights are kept, from which CloudWatch makes metrics: to look into an incident. */
const INSIGHTS_LOG_RETENTION_DAYS = 30;

/** The ECS cluster of an environment. */
export class ClusterStack extends BaseStack {
  readonly type = 'cluster';
  readonly contract = clusterContract;
  readonly cluster: FargateCluster;

  constructor(scope: Construct, platform: PlatformIdentity, environment: Environment) {
    super(scope, stackIds.cluster(environment.name), platform, { environment: environment.name });
    this.cluster = new FargateCluster(this, 'cluster', {
      clusterName: physicalName('ecs', platform.name, environment.name),
      execLogGroupName: `/${platform.name}/${environment.name}/cluster/exec`,
      execLogRetentionDays: EXEC_LOG_RETENTION_DAYS,
      insightsLogRetentionDays: INSIGHTS_LOG_RETENTION_DAYS,
    });
    publish(this, {
      cluster_name: this.cluster.clusterName,
      cluster_arn: this.cluster.clusterArn,
      exec_log_group_arn: this.cluster.execLogGroupArn,
    });
  }
}
