import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Testing } from 'cdktf';
import { ServiceTask } from '../../../../modules/ecs/service-task';
import { bootstrapImage, placeholderImages } from '../../../../platform/placeholder-images';
import { addressesOf, countResources, onlyResource, referenceTo, resourceWith } from '../../../helpers/terraform-json';

const synth = Testing.synthScope((scope) => {
  const task = new ServiceTask(scope, 'task', {
    family: 'shop-dev-orders',
    executionRoleName: 'shop-dev-orders-execution',
    taskRoleName: 'shop-dev-orders-task',
    placeholderFamily: 'shop-dev-orders_placeholder',
    placeholderRoleName: 'shop-dev-orders_placeholder',
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
  // Stands for what runs the task.
  new EcsService(scope, 'service', {
    name: 'orders',
    taskDefinition: task.taskDefinitionArn,
    dependsOn: task.permissions,
  });
});
const taskDefinition = resourceWith(synth, EcsTaskDefinition, { family: 'shop-dev-orders' });

describe('ServiceTask', () => {
  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 1,
      aws_ecs_service: 1,
      aws_ecs_task_definition: 2,
      aws_iam_role: 3,
      aws_iam_role_policy: 3,
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

describe('what a service runs of a ServiceTask', () => {
  it('is the placeholder as long as the recorded image is one that no release has brought, and then its own', () => {
    const image = referenceTo(synth, SsmParameter, 'insecure_value').slice(2, -1);
    const images = placeholderImages.map((each) => JSON.stringify(each)).join(', ');
    const own = addressesOf(synth, EcsTaskDefinition).find((address) => address.includes('.task_definition_')) ?? '';
    const other = addressesOf(synth, EcsTaskDefinition).find((address) => address !== own) ?? '';
    expect(onlyResource(synth, EcsService).task_definition).toBe(
      `\${contains([${images}], ${image}) ? ${other}.arn : ${own}.arn}`,
    );
    expect(other).toMatch(/^aws_ecs_task_definition\.task_placeholder_definition_/);
  });

  it('starts only with the permissions of all its roles, the refusal of the placeholder included', () => {
    const needed = onlyResource(synth, EcsService).depends_on as string[];
    expect(needed.toSorted()).toEqual(addressesOf(synth, IamRolePolicy).toSorted());
  });

  it('is of the placeholder neither a secret nor a variable of the service', () => {
    const placeholder = resourceWith(synth, EcsTaskDefinition, { family: 'shop-dev-orders_placeholder' });
    const [container] = JSON.parse(String(placeholder.container_definitions)) as Record<string, unknown>[];
    expect(container).toMatchObject({ name: 'orders', environment: [{ name: 'PORT', value: '8080' }] });
    expect(container).not.toHaveProperty('secrets');
    expect(placeholder.task_role_arn).not.toBe(taskDefinition.task_role_arn);
  });
});
