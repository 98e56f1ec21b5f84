import { bootstrapImage } from '../../../../modules/ecs/deployed-image';
import { ServiceTask } from '../../../../modules/ecs/service-task';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const stack = synthesizeScope((scope) => {
  new ServiceTask(scope, 'task', {
    family: 'shop-dev-orders',
    executionRoleName: 'shop-dev-orders-execution',
    taskRoleName: 'shop-dev-orders-task',
    logGroupName: '/shop/dev/orders',
    imageParameterName: '/shop/dev/orders/image',
    account: '123456789012',
    region: 'eu-central-1',
    repositoryArn: 'arn:aws:ecr:eu-central-1:123456789012:repository/shop-orders',
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
const taskDefinition = onlyResource(stack, 'aws_ecs_task_definition');

describe('the deployed image', () => {
  it('starts as a public image and is the pipeline’s from then on', () => {
    expect(onlyResource(stack, 'aws_ssm_parameter')).toMatchObject({
      name: '/shop/dev/orders/image',
      type: 'String',
      insecure_value: bootstrapImage,
      lifecycle: { ignore_changes: ['insecure_value'] },
    });
  });

  it('is what the container runs', () => {
    const [name] = Object.keys(stack.resource?.aws_ssm_parameter ?? {});
    expect(JSON.parse(String(taskDefinition.container_definitions))).toMatchObject([
      { image: `\${aws_ssm_parameter.${name ?? ''}.insecure_value}` },
    ]);
  });
});

describe('the task definition', () => {
  it('is for Fargate, with its CPU and memory as AWS returns them', () => {
    expect(taskDefinition).toMatchObject({
      family: 'shop-dev-orders',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
      cpu: '1024',
      memory: '2048',
      runtime_platform: { cpu_architecture: 'X86_64', operating_system_family: 'LINUX' },
    });
  });

  it('is compared with its newest revision, and keeps the earlier ones for a rollback', () => {
    expect(taskDefinition).toMatchObject({ track_latest: true, skip_destroy: true });
    expect(taskDefinition).not.toHaveProperty('lifecycle');
  });

  it('has its two roles', () => {
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

  it('waits for the log group that the container writes to', () => {
    expect(onlyResource(stack, 'aws_cloudwatch_log_group')).toEqual({
      name: '/shop/dev/orders',
      retention_in_days: 90,
    });
    expect(taskDefinition.container_definitions).toMatch(/"awslogs-group":"\$\{aws_cloudwatch_log_group\..+?\.name\}"/);
  });
});
