import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { regionalArn } from '../../platform/arns';
import { decryptSessions } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';
import { ServiceRole } from '../iam/service-role';
import { secretGrants } from './secret-grants';
import { trustTasks } from './task-trust';

/** Properties of `TaskRoles`. */
export interface TaskRolesProps {
  /** Physical name, at most 64 characters. */
  readonly executionRoleName: string;
  /** Physical name, at most 64 characters. */
  readonly taskRoleName: string;
  /** AWS account id that the tasks run in. */
  readonly account: string;
  /** AWS region that the tasks run in. */
  readonly region: string;
  /** The only ECR repository that images are pulled from. */
  readonly repositoryArn: string;
  /** CloudWatch log group of the containers' output. */
  readonly logGroupName: string;
  /** Whether people with the permission may run commands in the containers. */
  readonly executeCommand: boolean;
  /** CloudWatch log group of those commands. */
  readonly execLogGroupArn: string;
  /** ARNs of the SSM parameters and Secrets Manager secrets that containers get as environment variables. */
  readonly secretArns: readonly string[];
  /** ARNs of secrets of Secrets Manager that other stacks make, as references. @default - none */
  readonly connectedSecretArns?: readonly string[];
  /** ARNs of the customer managed KMS keys that those are encrypted with. @default - keys of AWS */
  readonly secretKeyArns?: readonly string[];
  /** ARN of the KMS key that sessions of ECS Exec are encrypted with. @default - none */
  readonly keyArn?: string | undefined;
}

/**
 * What a container does in a session of ECS Exec. Channels have no ARN: IAM defines no resource type for these actions.
 * Source: Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec".
 */
const EXEC_CHANNELS = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** Also a person who may change the service, but not its roles, gets into no container. */
const EXEC_REFUSAL: PolicyStatement = {
  sid: 'RefuseExecSession',
  effect: 'Deny',
  actions: EXEC_CHANNELS,
  resources: ['*'],
};

/** The two roles of a task: one for what ECS does to start it, one for the application in it. */
export class TaskRoles extends Construct {
  readonly executionRole: ServiceRole;
  readonly taskRole: ServiceRole;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  /** The roles' permissions: what runs tasks must not exist without them. */
  readonly permissions: ITerraformDependable[];

  private readonly props: TaskRolesProps;

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    this.props = props;
    this.executionRole = this.createExecutionRole();
    this.taskRole = this.createTaskRole();
    this.executionRoleArn = this.executionRole.roleArn;
    this.taskRoleArn = this.taskRole.roleArn;
    this.permissions = [this.executionRole.policy, this.taskRole.policy].filter((policy) => policy !== undefined);
  }

  private createExecutionRole(): ServiceRole {
    return new ServiceRole(this, 'execution-role', {
      roleName: this.props.executionRoleName,
      description: 'Pulls the image, writes the logs and reads the secrets.',
      ...trustTasks(this.props),
      statements: [
        ...this.pullGrants(),
        this.logGrant(),
        ...secretGrants(this.props.secretArns, this.props.secretKeyArns),
        ...this.connectedGrants(),
      ],
    });
  }

  private connectedGrants(): PolicyStatement[] {
    const resources = [...new Set(this.props.connectedSecretArns)];
    if (resources.length === 0) return [];
    return [{ sid: 'ReadConnectedSecrets', actions: ['secretsmanager:GetSecretValue'], resources }];
  }

  private createTaskRole(): ServiceRole {
    return new ServiceRole(this, 'task-role', {
      roleName: this.props.taskRoleName,
      description: 'The running application.',
      ...trustTasks(this.props),
      statements: this.props.executeCommand ? this.execGrants() : [EXEC_REFUSAL],
    });
  }

  private pullGrants(): PolicyStatement[] {
    return [
      {
        // A registry token belongs to the account: IAM defines no resource type for this action.
        sid: 'LogInToRegistry',
        actions: ['ecr:GetAuthorizationToken'],
        resources: ['*'],
      },
      {
        sid: 'PullImage',
        actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        resources: [this.props.repositoryArn],
      },
    ];
  }

  private logGrant(): PolicyStatement {
    return {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${this.logGroupArn(this.props.logGroupName)}:*`],
    };
  }

  // Source: Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec".
  private execGrants(): PolicyStatement[] {
    return [
      { sid: 'OpenExecSession', actions: EXEC_CHANNELS, resources: ['*'] },
      {
        // It lists log groups, so the smallest resource that IAM accepts is every log group of the region.
        sid: 'FindExecLog',
        actions: ['logs:DescribeLogGroups'],
        resources: [this.logGroupArn('*')],
      },
      ...this.execLogGrants(),
      ...(this.props.keyArn === undefined ? [] : [decryptSessions({ ...this.props, keyArn: this.props.keyArn })]),
    ];
  }

  // The streams of all services lie in one log group, each named after its session (amazon-ssm-agent,
  // agent/session/shell/shell.go): who cannot list them cannot write another's. The agent lists them only to learn of a
  // stream that it could not make, and for the sequence tokens that PutLogEvents no longer asks for.
  private execLogGrants(): PolicyStatement[] {
    const { execLogGroupArn } = this.props;
    return [
      { sid: 'MakeExecLog', actions: ['logs:CreateLogStream'], resources: [`${execLogGroupArn}:*`] },
      {
        sid: 'WriteExecLog',
        actions: ['logs:PutLogEvents'],
        resources: [`${execLogGroupArn}:log-stream:ecs-execute-command-*`],
      },
    ];
  }

  private logGroupArn(name: string): string {
    return regionalArn(this.props, 'logs', `log-group:${name}`);
  }
}
