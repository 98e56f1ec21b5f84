import { insightsLogGroup } from '../../../platform/log-groups';
import { api, arn, callsFor, passed, role, rolesOf, throughService, type Calls } from './calls';
import { NETWORK_CALLS } from './network-calls';

const { grant, make, named, own } = callsFor({ platform: 'shop', environment: 'dev' });

const [pool, scaling] = [
  arn('cognito-idp', 'userpool/eu-central-1_a'),
  arn('application-autoscaling', 'scalable-target/0a'),
];
const taskRole = role('shop-dev-hello-task');
const placeholderRole = role('shop-dev-hello_placeholder');
const parameter = arn('ssm', 'parameter/shop/dev/hello/image');
const logGroup = arn('logs', 'log-group:/shop/dev/hello');

/** Of the stacks of an environment `dev`. */
export const ENVIRONMENT_CALLS: Calls = {
  ...NETWORK_CALLS,
  aws_ssm_parameter: [
    ...named(parameter, 'ssm:PutParameter ssm:AddTagsToResource ssm:DeleteParameter ssm:GetParameter'),
    ...named(arn('ssm', 'parameter/shop/dev/hello/origin-secret'), 'ssm:PutParameter ssm:GetParameter'),
    ...named(arn('ssm', 'parameter/shop/dev/origin-secret'), 'ssm:PutParameter ssm:GetParameter'),
    ...throughService('ssm', 'shop-eu-central-1-environment-dev', 'kms:Encrypt kms:Decrypt', {
      'kms:EncryptionContext:PARAMETER_ARN': arn('ssm', 'parameter/shop/dev/hello/origin-secret'),
    }),
  ],
  aws_cloudwatch_log_group: [logGroup, arn('logs', `log-group:${insightsLogGroup('shop-dev')}`)].flatMap((group) =>
    named(
      group,
      'logs:CreateLogGroup logs:AssociateKmsKey logs:DisassociateKmsKey logs:TagResource logs:PutRetentionPolicy ' +
        'logs:DeleteLogGroup',
    ),
  ),
  aws_ecs_cluster: named(
    arn('ecs', 'cluster/shop-dev'),
    'ecs:CreateCluster ecs:TagResource ecs:UpdateCluster ecs:UpdateClusterSettings ecs:DeleteCluster',
  ),
  aws_ecs_cluster_capacity_providers: named(arn('ecs', 'cluster/shop-dev'), 'ecs:PutClusterCapacityProviders'),
  aws_ecs_task_definition: [
    ...make('*', 'ecs:RegisterTaskDefinition'),
    ...['shop-dev-hello:*', 'shop-dev-hello_placeholder:*'].flatMap((revisions) =>
      make(arn('ecs', `task-definition/${revisions}`), 'ecs:RegisterTaskDefinition ecs:TagResource'),
    ),
    ...named(arn('ecs', 'task-definition/shop-dev-hello:7'), 'ecs:TagResource ecs:UntagResource'),
    ...[taskRole, placeholderRole, role('shop-dev-hello-execution')].flatMap((resource) =>
      passed(resource, 'ecs-tasks'),
    ),
  ],
  aws_ecs_service: named(
    arn('ecs', 'service/shop-dev/shop-dev-hello'),
    'ecs:CreateService ecs:TagResource ecs:UpdateService ecs:DeleteService',
  ),
  aws_cloudwatch_metric_alarm: named(
    arn('cloudwatch', 'alarm:shop-dev-hello-unhealthy-hosts'),
    'cloudwatch:PutMetricAlarm cloudwatch:TagResource cloudwatch:DeleteAlarms',
  ),
  aws_appautoscaling_target: [
    ...make(scaling, 'application-autoscaling:RegisterScalableTarget application-autoscaling:TagResource'),
    ...own(scaling, 'application-autoscaling:RegisterScalableTarget application-autoscaling:DeregisterScalableTarget'),
  ],
  aws_appautoscaling_policy: [
    ...own(scaling, 'application-autoscaling:PutScalingPolicy application-autoscaling:DeleteScalingPolicy'),
    ...named(
      arn('cloudwatch', 'alarm:TargetTracking-service/shop-dev/shop-dev-hello-AlarmHigh-0a'),
      'cloudwatch:PutMetricAlarm cloudwatch:DeleteAlarms',
    ),
  ],
  aws_iam_role: [taskRole, placeholderRole].flatMap((each) => rolesOf(each, { platform: 'shop', environment: 'dev' })),
  aws_iam_role_policy: grant(taskRole, 'iam:PutRolePolicy iam:DeleteRolePolicy'),
  aws_api_gateway_rest_api: [
    ...make(api('restapis'), 'apigateway:POST'),
    ...make(api('tags/arn%3Aaws%3Aapigateway%3Aeu-central-1%3A%3A%2Frestapis%2F0a'), 'apigateway:PUT'),
    ...own(api('restapis/0a'), 'apigateway:PATCH apigateway:DELETE'),
  ],
  ...Object.fromEntries(
    [
      ['authorizer', 'authorizers'],
      ['deployment', 'deployments'],
      ['integration', 'resources/1b/methods/ANY/integration'],
      ['method', 'resources/1b/methods/ANY'],
      ['method_settings', 'stages/dev'],
      ['resource', 'resources/1b'],
      ['stage', 'stages'],
    ].map(([type = '', path = '']) => [
      `aws_api_gateway_${type}`,
      own(api(`restapis/0a/${path}`), 'apigateway:POST apigateway:PUT apigateway:PATCH apigateway:DELETE'),
    ]),
  ),
  aws_cognito_user_pool: [
    ...make('*', 'cognito-idp:CreateUserPool'),
    ...own(
      pool,
      'cognito-idp:UpdateUserPool cognito-idp:SetUserPoolMfaConfig cognito-idp:DeleteUserPool cognito-idp:TagResource',
    ),
  ],
  ...Object.fromEntries(
    [
      ['resource_server', 'ResourceServer'],
      ['user_pool_client', 'UserPoolClient'],
      ['user_pool_domain', 'UserPoolDomain'],
    ].map(([type = '', name = '']) => [
      `aws_cognito_${type}`,
      own(pool, ['Create', 'Update', 'Delete'].map((verb) => `cognito-idp:${verb}${name}`).join(' ')),
    ]),
  ),
};
