import { TaskRoles } from '../../../../modules/ecs/task-roles';
import { resources, type StackJson } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const repositoryArn = 'arn:aws:ecr:eu-central-1:123456789012:repository/shop-orders';
const execLogGroupArn = 'arn:aws:logs:eu-central-1:123456789012:log-group:/shop/dev/cluster/exec';
const parameter = 'arn:aws:ssm:eu-central-1:123456789012:parameter/key';

function roles(secretArns: readonly string[] = []): StackJson {
  return synthesizeScope((scope) => {
    new TaskRoles(scope, 'roles', {
      executionRoleName: 'shop-dev-orders-execution',
      taskRoleName: 'shop-dev-orders-task',
      account: '123456789012',
      region: 'eu-central-1',
      repositoryArn,
      logGroupName: '/shop/dev/orders',
      execLogGroupArn,
      secretArns,
    });
  });
}

/** The statements of the policy in a role whose name ends as given, by sid. */
function statements(stack: StackJson, role: 'execution' | 'task'): Record<string, unknown> {
  const policies = Object.entries(stack.resource?.aws_iam_role_policy ?? {});
  const [, policy] = policies.find(([name]) => name.includes(`${role}-role`)) ?? [];
  const { Statement } = JSON.parse(String(policy?.policy)) as { Statement: { Sid: string }[] };
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

describe('the roles of a task', () => {
  it('are two, with one policy each', () => {
    const stack = roles();
    expect(resources(stack, 'aws_iam_role').map(({ name }) => name)).toEqual([
      'shop-dev-orders-execution',
      'shop-dev-orders-task',
    ]);
    expect(resources(stack, 'aws_iam_role_policy')).toHaveLength(2);
  });

  it('are assumed only by ECS tasks of the account and region', () => {
    for (const role of resources(roles(), 'aws_iam_role')) {
      expect(JSON.parse(String(role.assume_role_policy))).toMatchObject({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: { 'aws:SourceAccount': '123456789012' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-central-1:123456789012:*' },
            },
          },
        ],
      });
    }
  });
});

describe('the execution role', () => {
  it('pulls from one repository and writes to one log group', () => {
    expect(statements(roles(), 'execution')).toEqual({
      LogInToRegistry: {
        Sid: 'LogInToRegistry',
        Effect: 'Allow',
        Action: 'ecr:GetAuthorizationToken',
        Resource: '*',
      },
      PullImage: {
        Sid: 'PullImage',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: repositoryArn,
      },
      WriteLogs: {
        Sid: 'WriteLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:eu-central-1:123456789012:log-group:/shop/dev/orders:*',
      },
    });
  });

  it('reads the secrets of the container', () => {
    expect(statements(roles([parameter]), 'execution')).toMatchObject({
      ReadParameters: { Action: 'ssm:GetParameters', Resource: parameter },
    });
  });
});

describe('the task role', () => {
  it('opens sessions of ECS Exec and writes their log, and nothing else', () => {
    expect(statements(roles([parameter]), 'task')).toEqual({
      OpenExecSession: {
        Sid: 'OpenExecSession',
        Effect: 'Allow',
        Action: [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        Resource: '*',
      },
      FindExecLog: {
        Sid: 'FindExecLog',
        Effect: 'Allow',
        Action: 'logs:DescribeLogGroups',
        Resource: 'arn:aws:logs:eu-central-1:123456789012:log-group:*',
      },
      WriteExecLog: {
        Sid: 'WriteExecLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: `${execLogGroupArn}:*`,
      },
    });
  });
});
