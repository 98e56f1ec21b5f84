import { ClusterStack } from '../../../../stacks/ecs/cluster-stack';
import { onlyResource, synthesizeStack } from '../../../helpers/synth';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';

const stack = synthesizeStack('dev-cluster', (app) => new ClusterStack(app, testPlatform(), testEnvironment()));

describe('the cluster', () => {
  it('has Container Insights', () => {
    expect(onlyResource(stack, 'aws_ecs_cluster')).toMatchObject({
      name: 'shop-dev',
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
  });

  it('offers Fargate and Fargate Spot, Fargate by default', () => {
    expect(onlyResource(stack, 'aws_ecs_cluster_capacity_providers')).toMatchObject({
      capacity_providers: ['FARGATE', 'FARGATE_SPOT'],
      default_capacity_provider_strategy: [{ capacity_provider: 'FARGATE', base: 0, weight: 1 }],
    });
  });

  it('records the commands run in containers for a year', () => {
    expect(onlyResource(stack, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/shop/dev/cluster/exec',
      retention_in_days: 365,
    });
    expect(onlyResource(stack, 'aws_ecs_cluster').configuration).toMatchObject({
      execute_command_configuration: { logging: 'OVERRIDE' },
    });
  });
});
