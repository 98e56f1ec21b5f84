import { regionalArn, type AwsPlace } from '../../platform/arns';
import { accessLogGroup, containerLogGroup, flowLogGroup } from '../../platform/log-groups';
import { nameBeginning } from '../../platform/naming';
import { placedArn } from '../../platform/own-permissions';
import { secretGrants } from '../ecs/secret-grants';
import { decryptSessions } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';
import { foldArns } from './fold-arns';

/** What the config grants the applications of an environment. */
export interface ApplicationNeeds {
  /** ARNs of the secrets that services get. */
  readonly secretArns: readonly string[];
  /** ARNs of the KMS keys that they are encrypted with. */
  readonly keyArns: readonly string[];
  /** Whether people run commands in the containers of any service. */
  readonly executeCommand: boolean;
  /** ARNs of secrets of the project's own stacks, as the config has them. @default - none */
  readonly stackSecretArns?: readonly string[];
}

/** How an environment is watched and encrypted. */
export interface EnvironmentSettings {
  /** Alias of the KMS key that sessions of ECS Exec are encrypted with. @default - none */
  readonly keyAlias?: string | undefined;
  /** Whether connections in the VPC are logged. */
  readonly flowLogs: boolean;
}

/** What the boundary of an environment is about. */
export interface EnvironmentBoundaryScope extends AwsPlace {
  /** Name of the platform. */
  readonly platform: string;
  /** Name of the environment. */
  readonly environment: string;
  readonly applications: ApplicationNeeds;
  readonly settings: EnvironmentSettings;
  /** Beginnings of the ARNs of other secrets, those of other environments and of the platform itself. */
  readonly sparedSecretArns: readonly string[];
}

/**
 * The most that roles of an environment may do: what the execution role and the task role of any service in it need, and
 * what the config grants its applications. Another service of AWS that tasks use has to be added here.
 */
export function environmentBoundary(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  return [...pullGrants(scope), ...logGrants(scope), ...flowLogGrants(scope), ...applicationGrants(scope)];
}

/**
 * What the config grants applications, and nothing else. What a further option of the config is to allow them is added
 * here. Only a person widens it, with `npm run bootstrap`, after a review has shown the change of this policy.
 */
function applicationGrants(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  const { secretArns, keyArns, executeCommand } = scope.applications;
  return [
    ...secretGrants(foldArns(secretArns, scope.sparedSecretArns), keyArns),
    ...(executeCommand ? execGrants(scope) : []),
    ...stackSecretGrants(scope),
  ];
}

/**
 * Reads secrets that stacks of the project's own make: named as theirs, with the tag of the platform, as a platform
 * `shop-dev` beside `shop` may have secrets of the same names. Of a secret in which RDS keeps a password no name tells whose it is,
 * but a tag that only RDS can set. Source: moto, tests of RDS that are verified against AWS: the secret of a database has the
 * tag `aws:rds:primaryDBInstanceArn`, that of a cluster `aws:rds:primaryDBClusterArn`.
 */
function stackSecretGrants(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  const { platform, environment, applications } = scope;
  const arns = [...new Set(applications.stackSecretArns)].sort();
  const action = { actions: ['secretsmanager:GetSecretValue'] };
  const named = arns.filter((arn) => databaseIn(arn) === undefined);
  const ofDatabases = arns.flatMap((arn) => {
    const kind = databaseIn(arn);
    if (kind === undefined) return [];
    const [tag, type] = kind === 'db' ? ['Instance', 'db'] : ['Cluster', 'cluster'];
    const database = regionalArn(scope, 'rds', `${type}:${platform}-${environment}-*`);
    return [
      {
        ...action,
        sid: `ReadPasswordsOf${tag}s`,
        resources: [placedArn(arn, scope)],
        conditions: { ArnLike: { [`aws:ResourceTag/aws:rds:primaryDB${tag}Arn`]: database } },
      },
    ];
  });
  const resources = named.map((arn) => placedArn(arn, scope, environment));
  const conditions = { StringEquals: { 'aws:ResourceTag/platform': platform } };
  return [
    ...(named.length > 0 ? [{ ...action, sid: 'ReadSecretsOfStacks', resources, conditions }] : []),
    ...ofDatabases,
  ];
}

function databaseIn(arn: string): string | undefined {
  return /:secret:rds!(db|cluster)-/.exec(arn)?.[1];
}

function pullGrants(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  const repositories = `repository/${nameBeginning('repository', scope.platform)}*`;
  return [
    { sid: 'LogInToRegistry', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    {
      sid: 'PullImages',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [regionalArn(scope, 'ecr', repositories)],
    },
  ];
}

/** Adds to the logs of containers; the accesses to the API are on record for people, not for tasks. */
function logGrants(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  const { platform, environment } = scope;
  const logGroup = (name: string): string => regionalArn(scope, 'logs', `log-group:${name}:*`);
  return [
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup(containerLogGroup(platform, environment, '*'))],
    },
    {
      sid: 'LeaveAccessLog',
      effect: 'Deny',
      actions: ['logs:*'],
      resources: [logGroup(accessLogGroup(platform, environment))],
    },
  ];
}

/** The role of flow logs finds the streams that it writes. */
function flowLogGrants(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  if (!scope.settings.flowLogs) return [];
  const logGroup = `log-group:${flowLogGroup(scope.platform, scope.environment)}:*`;
  return [
    { sid: 'FindFlowLog', actions: ['logs:DescribeLogStreams'], resources: [regionalArn(scope, 'logs', logGroup)] },
  ];
}

function execGrants(scope: EnvironmentBoundaryScope): PolicyStatement[] {
  const { keyAlias } = scope.settings;
  return [
    ...(keyAlias === undefined ? [] : [decryptSessions({ ...scope, aliases: [keyAlias] })]),
    {
      sid: 'OpenExecSession',
      actions: [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
    },
    {
      sid: 'FindExecLog',
      actions: ['logs:DescribeLogGroups'],
      resources: [regionalArn(scope, 'logs', 'log-group:*')],
    },
  ];
}
