import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsClusterCapacityProviders } from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers';
import { Construct } from 'constructs';
import { InsightsLog } from './insights-log';

/** Properties of a `FargateCluster`. */
export interface FargateClusterProps {
  /** Physical name, at most 255 characters. */
  readonly clusterName: string;
  /** Log group of the commands that people run in containers. */
  readonly execLogGroupName: string;
  /** Days that those logs are kept: an audit trail. */
  readonly execLogRetentionDays: number;
  /** Days that the log events of Container Insights are kept. */
  readonly insightsLogRetentionDays: number;
  /** ARN of the KMS key that logs and sessions of ECS Exec are encrypted with. @default - keys of AWS */
  readonly keyArn?: string | undefined;
}

/** An ECS cluster without servers: Fargate and Fargate Spot, with Container Insights, and ECS Exec on record. */
export class FargateCluster extends Construct {
  readonly resource: EcsCluster;
  readonly execLogGroup: CloudwatchLogGroup;
  readonly insightsLog: InsightsLog;
  readonly capacityProviders: EcsClusterCapacityProviders;
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly execLogGroupArn: string;

  constructor(scope: Construct, id: string, props: FargateClusterProps) {
    super(scope, id);
    this.execLogGroup = this.createExecLog(props);
    this.insightsLog = new InsightsLog(this, 'insights-log', {
      clusterName: props.clusterName,
      retentionDays: props.insightsLogRetentionDays,
      keyArn: props.keyArn,
    });
    this.resource = this.createCluster(props, this.execLogGroup, this.insightsLog);
    this.capacityProviders = this.offerFargate(this.resource);
    this.clusterName = this.resource.name;
    this.clusterArn = this.resource.arn;
    this.execLogGroupArn = this.execLogGroup.arn;
  }

  private createExecLog(props: FargateClusterProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'exec-log', {
      name: props.execLogGroupName,
      retentionInDays: props.execLogRetentionDays,
      ...(props.keyArn !== undefined && { kmsKeyId: props.keyArn }),
    });
  }

  private createCluster(props: FargateClusterProps, execLog: CloudwatchLogGroup, insightsLog: InsightsLog): EcsCluster {
    return new EcsCluster(this, 'Resource', {
      name: props.clusterName,
      setting: [{ name: 'containerInsights', value: 'enabled' }],
      configuration: {
        executeCommandConfiguration: {
          logging: 'OVERRIDE',
          ...(props.keyArn !== undefined && { kmsKeyId: props.keyArn }),
          logConfiguration: {
            ...(props.keyArn !== undefined && { cloudWatchEncryptionEnabled: true }),
            cloudWatchLogGroupName: execLog.name,
          },
        },
      },
      dependsOn: [insightsLog.resource],
    });
  }

  private offerFargate(cluster: EcsCluster): EcsClusterCapacityProviders {
    return new EcsClusterCapacityProviders(this, 'capacity-providers', {
      clusterName: cluster.name,
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 0, weight: 1 }],
    });
  }
}
