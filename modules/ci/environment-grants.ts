import { apiGatewayArn, regionalArn, type AwsPlace } from '../../platform/arns';
import { insightsLogGroup } from '../../platform/log-groups';
import { nameBeginning, physicalName } from '../../platform/naming';
import { useForParameters } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';
import { changeLogGroups, manageParameters } from './deploy-grants';
import { manageNetwork } from './network-grants';
import { both, madeForPart, ofPart, WITHOUT_OWNER, type OwnPart } from './own-tags';

/** The environment that a role deploys. */
export interface EnvironmentScope extends AwsPlace, Required<OwnPart> {
  /** Names of the platform's other environments. */
  readonly otherEnvironments: readonly string[];
}

/**
 * Makes, changes and destroys what an environment is made of, but for its parameters: what has names of its own by name, the
 * rest by its tags.
 * Every service allows more than that: what reads or writes the data of users, runs a command or a task, or answers an
 * approval is in none of the lists. A further service of AWS that stacks of environments use has to be added here.
 */
export function manageEnvironment(scope: EnvironmentScope): PolicyStatement[] {
  return [
    ...manageTagged(scope),
    ...manageNetwork(scope),
    ...manageTasks(scope),
    changeLogGroups(
      [`/${scope.platform}/${scope.environment}/*`, `${insightsLogGroup(clusterOf(scope))}*`].map((name) =>
        regionalArn(scope, 'logs', `log-group:${name}`),
      ),
    ),
    changeAlarms(scope),
  ];
}

/**
 * Makes, changes and destroys the parameters of an environment.
 *
 * @param keyAlias of the KMS key that they are encrypted with. @default - a key of AWS
 */
export function manageOwnParameters(scope: AwsPlace & Required<OwnPart>, keyAlias?: string): PolicyStatement[] {
  const parameters = [regionalArn(scope, 'ssm', `parameter/${scope.platform}/${scope.environment}/*`)];
  return [
    manageParameters(parameters),
    ...(keyAlias === undefined ? [] : [useForParameters({ ...scope, aliases: [keyAlias] }, parameters, 'write')]),
  ];
}

function clusterOf({ platform, environment }: EnvironmentScope): string {
  return physicalName('ecs', platform, environment);
}

/** What gets an id only when it is made. */
function manageTagged(scope: EnvironmentScope): PolicyStatement[] {
  return [
    {
      sid: 'ChangeOwn',
      actions: ['apigateway:*', 'application-autoscaling:*', ...USER_POOL_ACTIONS, 'ec2:*', 'elasticloadbalancing:*'],
      resources: ['*'],
      conditions: ofPart(scope),
    },
    {
      sid: 'MakeOwn',
      actions: [
        'cognito-idp:CreateUserPool',
        'elasticloadbalancing:CreateLoadBalancer',
        'elasticloadbalancing:CreateTargetGroup',
      ],
      resources: ['*'],
      conditions: madeForPart(scope),
    },
    {
      sid: 'MakeOwnApis',
      actions: ['apigateway:POST', 'apigateway:PUT'],
      // AWS asks for a change of the API itself, too, whenever tags of an API that is there are changed.
      // Source: https://github.com/iann0036/iam-dataset/pull/39
      resources: ['restapis', 'tags/*'].map((path) => apiGatewayArn(scope.region, path)),
      conditions: madeForPart(scope),
    },
    {
      sid: 'MakeOwnScaling',
      actions: ['application-autoscaling:RegisterScalableTarget', 'application-autoscaling:TagResource'],
      resources: ['*'],
      conditions: both(madeForPart(scope), WITHOUT_OWNER),
    },
    {
      sid: 'TagNewLoadBalancing',
      actions: ['elasticloadbalancing:AddTags'],
      resources: ['*'],
      conditions: both(madeForPart(scope), { Null: { 'elasticloadbalancing:CreateAction': 'false' } }),
    },
  ];
}

/** What changes a user pool and none of its users. */
export const USER_POOL_ACTIONS = [
  'CreateResourceServer',
  'CreateUserPoolClient',
  'CreateUserPoolDomain',
  'DeleteResourceServer',
  'DeleteUserPool',
  'DeleteUserPoolClient',
  'DeleteUserPoolDomain',
  'SetUserPoolMfaConfig',
  'TagResource',
  'UntagResource',
  'UpdateResourceServer',
  'UpdateUserPool',
  'UpdateUserPoolClient',
  'UpdateUserPoolDomain',
].map((action) => `cognito-idp:${action}`);

function manageTasks(scope: EnvironmentScope): PolicyStatement[] {
  const { platform, environment, otherEnvironments } = scope;
  const cluster = clusterOf(scope);
  const families = (name: string): string =>
    regionalArn(scope, 'ecs', `task-definition/${nameBeginning('ecs', platform, name)}*`);
  return [
    {
      sid: 'ManageTasks',
      actions: ['Create*', 'Delete*', 'Put*', 'TagResource', 'UntagResource', 'Update*'].map((each) => `ecs:${each}`),
      resources: [
        regionalArn(scope, 'ecs', `cluster/${cluster}`),
        regionalArn(scope, 'ecs', `service/${cluster}/*`),
        families(environment),
      ],
    },
    {
      // Whether ECS asks about the family or about all resources, its documents tell in different ways.
      sid: 'RegisterTaskDefinitions',
      actions: ['ecs:RegisterTaskDefinition'],
      resources: ['*'],
      conditions: madeForPart(scope),
    },
    ...(otherEnvironments.length === 0
      ? []
      : [
          {
            sid: 'LeaveTaskDefinitions',
            effect: 'Deny' as const,
            actions: ['ecs:*'],
            resources: otherEnvironments.map(families),
          },
        ]),
  ];
}

/** Alarms, also those by which Application Auto Scaling watches a service with the permissions of its caller. */
function changeAlarms(scope: EnvironmentScope): PolicyStatement {
  const { platform, environment } = scope;
  const cluster = clusterOf(scope);
  return {
    sid: 'ChangeAlarms',
    actions: ['DeleteAlarms', 'PutMetricAlarm', 'TagResource', 'UntagResource'].map((each) => `cloudwatch:${each}`),
    resources: [
      regionalArn(scope, 'cloudwatch', `alarm:${nameBeginning('alarm', platform, environment)}*`),
      regionalArn(scope, 'cloudwatch', `alarm:TargetTracking-service/${cluster}/*`),
    ],
  };
}
