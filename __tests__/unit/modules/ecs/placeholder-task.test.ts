import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { PlaceholderTask } from '../../../../modules/ecs/placeholder-task';
import { bootstrapImage } from '../../../../platform/placeholder-images';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

const synth = Testing.synthScope((scope) => {
  new PlaceholderTask(scope, 'placeholder', {
    family: 'shop-dev-orders_placeholder',
    taskRoleName: 'shop-dev-orders_placeholder',
    account: '123456789012',
    region: 'eu-central-1',
    executionRoleArn: 'execution-role',
    name: 'orders',
    cpu: 1024,
    memory: 2048,
    port: 8080,
    logGroupName: '/shop/dev/orders',
  });
});
const task = onlyResource(synth, EcsTaskDefinition);

describe('PlaceholderTask', () => {
  it('is one task definition with a role of its own', () => {
    expect(countResources(synth)).toEqual({ aws_ecs_task_definition: 1, aws_iam_role: 1, aws_iam_role_policy: 1 });
    expect(onlyResource(synth, EcsTaskDefinition)).toMatchObject({
      family: 'shop-dev-orders_placeholder',
      task_role_arn: referenceTo(synth, IamRole, 'arn'),
      execution_role_arn: 'execution-role',
    });
  });

  it('runs an image that cannot change, without a command, with its port and nothing else of the service', () => {
    const [container, ...others] = JSON.parse(String(task.container_definitions)) as Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(container).toMatchObject({
      name: 'orders',
      image: bootstrapImage,
      environment: [{ name: 'PORT', value: '8080' }],
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
    });
    for (const field of ['secrets', 'command', 'entryPoint']) expect(container).not.toHaveProperty(field);
    expect(bootstrapImage).toMatch(/^[a-z0-9./-]+@sha256:[0-9a-f]{64}$/);
  });

  it('may do nothing, also where the policy of a resource allows everybody something', () => {
    expect(policyStatements(onlyResource(synth, IamRolePolicy).policy)).toEqual([
      { Sid: 'RefuseEverything', Effect: 'Deny', Action: '*', Resource: '*' },
    ]);
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toMatchObject([
      { Principal: { Service: 'ecs-tasks.amazonaws.com' }, Condition: { ArnLike: {} } },
    ]);
  });

  it('keeps the size that it began with, so that another size of the service is one new revision', () => {
    expect(task).toMatchObject({ cpu: '1024', memory: '2048', lifecycle: { ignore_changes: ['cpu', 'memory'] } });
  });
});
