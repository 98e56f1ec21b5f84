import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsClusterCapacityProviders } from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers';
import { Testing } from 'cdktf';
import { ClusterStack } from '../../../../stacks/ecs/cluster-stack';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

const synth = Testing.synth(new ClusterStack(Testing.app(), testPlatform(), testEnvironment()), true);

describe('the cluster', () => {
  it('has Container Insights', () => {
    expect(synth).toHaveResourceWithProperties(EcsCluster, {
      name: 'shop-dev',
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
  });

  it('offers Fargate and Fargate Spot, Fargate by default', () => {
    expect(synth).toHaveResourceWithProperties(EcsClusterCapacityProviders, {
      capacity_providers: ['FARGATE', 'FARGATE_SPOT'],
      default_capacity_provider_strategy: [{ capacity_provider: 'FARGATE', base: 0, weight: 1 }],
    });
  });

  it('records the commands run in containers for a year', () => {
    expect(synth).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: '/shop/dev/cluster/exec',
      retention_in_days: 365,
    });
    expect(onlyResource(synth, EcsCluster).configuration).toMatchObject({
      execute_command_configuration: { logging: 'OVERRIDE' },
    });
  });

  it('keeps the log events of Container Insights for 30 days', () => {
    expect(synth).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: '/aws/ecs/containerinsights/shop-dev/performance',
      retention_in_days: 30,
    });
  });

  it('is the only resource of the stack', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 2,
      aws_ecs_cluster: 1,
      aws_ecs_cluster_capacity_providers: 1,
    });
  });
});
