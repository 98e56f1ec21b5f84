import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { TaskRoles, type TaskRolesProps } from '../../../../modules/ecs/task-roles';
import { countResources, resourcesOf, policyStatements } from '../../../helpers/terraform-json';

const repositoryArn = 'arn:aws:ecr:eu-central-1:123456789012:repository/shop-orders';
const execLogGroupArn = 'arn:aws:logs:eu-central-1:123456789012:log-group:/shop/dev/cluster/exec';
const parameter = 'arn:aws:ssm:eu-central-1:123456789012:parameter/key';

function roles(secretArns: readonly string[] = [], changes: Partial<TaskRolesProps> = {}): string {
  return Testing.synthScope((scope) => {
    new TaskRoles(scope, 'roles', {
      executionRoleName: 'shop-dev-orders-execution',
      taskRoleName: 'shop-dev-orders-task',
      account: '123456789012',
      region: 'eu-central-1',
      repositoryArn,
      logGroupName: '/shop/dev/orders',
      executeCommand: true,
      execLogGroupArn,
      secretArns,
      ...changes,
    });
  });
}

/** The statements of the policy of a role, by sid. */
function statements(synth: string, role: 'execution' | 'task'): Record<string, unknown> {
  const policies = resourcesOf(synth, IamRolePolicy).filter((policy) => String(policy.role).includes(`${role}-role`));
  expect(policies).toHaveLength(1);
  return Object.fromEntries(policyStatements(policies[0]?.policy).map((statement) => [statement.Sid, statement]));
}

describe('TaskRoles', () => {
  const synth = roles();

  it('is two roles, with one policy each', () => {
    expect(countResources(synth)).toEqual({ aws_iam_role: 2, aws_iam_role_policy: 2 });
    expect(synth).toHaveResourceWithProperties(IamRole, {
      name: 'shop-dev-orders-execution',
      description: 'Pulls the image, writes the logs and reads the secrets.',
    });
    expect(synth).toHaveResourceWithProperties(IamRole, {
      name: 'shop-dev-orders-task',
      description: 'The running application.',
    });
  });

  it('lets only ECS tasks of the account and region assume them', () => {
    for (const role of resourcesOf(synth, IamRole)) {
      expect(policyStatements(role.assume_role_policy)).toEqual([
        {
          Sid: 'AssumedByService',
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-central-1:123456789012:*' },
          },
        },
      ]);
    }
  });
});

describe('the execution role of TaskRoles', () => {
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

describe('the task role of TaskRoles', () => {
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
      MakeExecLog: {
        Sid: 'MakeExecLog',
        Effect: 'Allow',
        Action: 'logs:CreateLogStream',
        Resource: `${execLogGroupArn}:*`,
      },
      WriteExecLog: {
        Sid: 'WriteExecLog',
        Effect: 'Allow',
        Action: 'logs:PutLogEvents',
        Resource: `${execLogGroupArn}:log-stream:ecs-execute-command-*`,
      },
    });
  });

  it('is refused every session of ECS Exec where people may run no commands, and may do nothing', () => {
    expect(statements(roles([parameter], { executeCommand: false }), 'task')).toEqual({
      RefuseExecSession: {
        Sid: 'RefuseExecSession',
        Effect: 'Deny',
        Action: [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        Resource: '*',
      },
    });
  });

  it('cannot list the sessions of others on record, and so not write into theirs', () => {
    expect(roles([parameter])).not.toContain('DescribeLogStreams');
  });
});
