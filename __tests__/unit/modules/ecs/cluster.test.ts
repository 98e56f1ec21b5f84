import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsClusterCapacityProviders } from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers';
import { Testing } from 'cdktf';
import { FargateCluster } from '../../../../modules/ecs/cluster';
import { addressesOf, countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

describe('FargateCluster', () => {
  const synth = Testing.synthScope((scope) => {
    new FargateCluster(scope, 'cluster', {
      clusterName: 'shop-dev',
      execLogGroupName: '/shop/dev/cluster/exec',
      execLogRetentionDays: 365,
      insightsLogRetentionDays: 30,
    });
  });

  it('runs tasks on Fargate unless a service asks for Fargate Spot', () => {
    expect(synth).toHaveResourceWithProperties(EcsClusterCapacityProviders, {
      cluster_name: referenceTo(synth, EcsCluster, 'name'),
      capacity_providers: ['FARGATE', 'FARGATE_SPOT'],
      default_capacity_provider_strategy: [{ capacity_provider: 'FARGATE', base: 0, weight: 1 }],
    });
  });

  it('collects the metrics of Container Insights', () => {
    expect(synth).toHaveResourceWithProperties(EcsCluster, {
      name: 'shop-dev',
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
  });

  it('writes what people do with ECS Exec to its own log group', () => {
    expect(synth).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: '/shop/dev/cluster/exec',
      retention_in_days: 365,
    });
    expect(synth).toHaveResourceWithProperties(EcsCluster, {
      configuration: {
        execute_command_configuration: {
          logging: 'OVERRIDE',
          log_configuration: {
            cloud_watch_log_group_name: expect.stringMatching(
              /^\$\{aws_cloudwatch_log_group\.cluster_exec-log_\w+\.name\}$/,
            ) as string,
          },
        },
      },
    });
  });

  it('is made after the log group of its Container Insights, which AWS would make without an end', () => {
    const [, insightsLog] = addressesOf(synth, CloudwatchLogGroup);
    expect(insightsLog).toMatch(/insights-log/);
    expect(onlyResource(synth, EcsCluster).depends_on).toEqual([insightsLog]);
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 2,
      aws_ecs_cluster: 1,
      aws_ecs_cluster_capacity_providers: 1,
    });
  });
});
