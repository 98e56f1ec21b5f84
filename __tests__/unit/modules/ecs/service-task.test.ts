import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Testing } from 'cdktf';
import { bootstrapImage } from '../../../../modules/ecs/deployed-image';
import { ServiceTask } from '../../../../modules/ecs/service-task';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

const synth = Testing.synthScope((scope) => {
  new ServiceTask(scope, 'task', {
    family: 'shop-dev-orders',
    executionRoleName: 'shop-dev-orders-execution',
    taskRoleName: 'shop-dev-orders-task',
    logGroupName: '/shop/dev/orders',
    imageParameterName: '/shop/dev/orders/image',
    account: '123456789012',
    region: 'eu-central-1',
    repositoryArn: 'arn:aws:ecr:eu-central-1:123456789012:repository/shop-orders',
    executeCommand: true,
    execLogGroupArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/shop/dev/cluster/exec',
    containerName: 'orders',
    cpu: 1024,
    memory: 2048,
    port: 8080,
    variables: { LOG_LEVEL: 'info' },
    secrets: { API_KEY: 'arn:aws:ssm:eu-central-1:123456789012:parameter/key' },
    logRetentionDays: 90,
  });
});
const taskDefinition = onlyResource(synth, EcsTaskDefinition);

describe('ServiceTask', () => {
  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 1,
      aws_ecs_task_definition: 1,
      aws_iam_role: 2,
      aws_iam_role_policy: 2,
      aws_ssm_parameter: 1,
    });
  });
});

describe('the deployed image of a ServiceTask', () => {
  it('is a public image at first, and then what the pipeline writes', () => {
    expect(synth).toHaveResourceWithProperties(SsmParameter, {
      name: '/shop/dev/orders/image',
      type: 'String',
      insecure_value: bootstrapImage,
      lifecycle: { ignore_changes: ['insecure_value'] },
    });
  });

  it('is what the container runs', () => {
    expect(JSON.parse(String(taskDefinition.container_definitions))).toMatchObject([
      { image: referenceTo(synth, SsmParameter, 'insecure_value') },
    ]);
  });
});

describe('the task definition of a ServiceTask', () => {
  it('is for Fargate, with CPU and memory as AWS returns them', () => {
    expect(synth).toHaveResourceWithProperties(EcsTaskDefinition, {
      family: 'shop-dev-orders',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
      cpu: '1024',
      memory: '2048',
      runtime_platform: { cpu_architecture: 'X86_64', operating_system_family: 'LINUX' },
    });
  });

  it('is compared with its newest revision, and keeps the earlier revisions for a rollback', () => {
    expect(synth).toHaveResourceWithProperties(EcsTaskDefinition, { track_latest: true, skip_destroy: true });
    expect(taskDefinition).not.toHaveProperty('lifecycle');
  });

  it('has one role to start the task and one for the application', () => {
    expect(taskDefinition).toMatchObject({
      execution_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.task_roles_execution-role.+\.arn\}$/) as string,
      task_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.task_roles_task-role.+\.arn\}$/) as string,
    });
  });

  it('runs the container with the configured port, variables and secrets', () => {
    expect(JSON.parse(String(taskDefinition.container_definitions))).toMatchObject([
      {
        name: 'orders',
        portMappings: [{ containerPort: 8080 }],
        environment: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'PORT', value: '8080' },
        ],
        secrets: [{ name: 'API_KEY', valueFrom: 'arn:aws:ssm:eu-central-1:123456789012:parameter/key' }],
      },
    ]);
  });

  it('refers to the log group that the container writes to, so that the log group is created first', () => {
    expect(onlyResource(synth, CloudwatchLogGroup)).toEqual({ name: '/shop/dev/orders', retention_in_days: 90 });
    expect(JSON.parse(String(taskDefinition.container_definitions))).toMatchObject([
      { logConfiguration: { options: { 'awslogs-group': referenceTo(synth, CloudwatchLogGroup, 'name') } } },
    ]);
  });
});
