import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { Testing } from 'cdktf';
import { FargateTaskDefinition } from '../../../../modules/ecs/task-definition';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

describe('FargateTaskDefinition', () => {
  const synth = Testing.synthScope((scope) => {
    new FargateTaskDefinition(scope, 'definition', {
      family: 'shop-dev-orders',
      cpu: 1024,
      memory: 2048,
      executionRoleArn: 'execution-role',
      taskRoleArn: 'task-role',
      containerDefinitions: '[]',
    });
  });

  it('is for Fargate, with CPU and memory as AWS returns them', () => {
    expect(synth).toHaveResourceWithProperties(EcsTaskDefinition, {
      family: 'shop-dev-orders',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
      cpu: '1024',
      memory: '2048',
      runtime_platform: { cpu_architecture: 'X86_64', operating_system_family: 'LINUX' },
      execution_role_arn: 'execution-role',
      task_role_arn: 'task-role',
      container_definitions: '[]',
    });
  });

  it('is compared with its newest revision, and keeps the earlier revisions for a rollback', () => {
    expect(synth).toHaveResourceWithProperties(EcsTaskDefinition, { track_latest: true, skip_destroy: true });
    expect(onlyResource(synth, EcsTaskDefinition)).not.toHaveProperty('lifecycle');
  });

  it('keeps the size that it began with, where that is asked for', () => {
    const kept = Testing.synthScope((scope) => {
      const roles = { executionRoleArn: 'execution-role', taskRoleArn: 'task-role' };
      const size = { cpu: 1024, memory: 2048, keepsSize: true };
      new FargateTaskDefinition(scope, 'definition', { family: 'x', ...size, ...roles, containerDefinitions: '[]' });
    });
    expect(onlyResource(kept, EcsTaskDefinition)).toMatchObject({ lifecycle: { ignore_changes: ['cpu', 'memory'] } });
  });

  it('is one task definition', () => {
    expect(countResources(synth)).toEqual({ aws_ecs_task_definition: 1 });
  });
});
