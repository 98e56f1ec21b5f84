import { keyProbes } from './key-probes';
import { ACCOUNT, arn, probes, roleArn, STATES, type Owner, type Probe } from './probe';

/** What stacks of an environment, or of another one with the same parts, hold. */
function environmentProbes(owner: 'anotherPlatform' | 'dev' | 'prod', platform: string, environment: string): Probe[] {
  const name = `${platform}-${environment}`;
  const of = (resource: string, actions: string): Probe[] => probes(owner, resource, actions);
  const api = `arn:aws:apigateway:eu-central-1::/restapis/${owner}1`;
  return [
    ...of(arn('ecs', `service/${name}/hello`), 'UpdateService DeleteService CreateService TagResource'),
    ...of(arn('ecs', `cluster/${name}`), 'DeleteCluster UpdateCluster ExecuteCommand PutClusterCapacityProviders'),
    ...of(arn('ecs', `task/${name}/0a1b`), 'ExecuteCommand StopTask'),
    ...of(
      arn('ecs', `task-definition/${name}-hello:7`),
      'RunTask StartTask RegisterTaskDefinition DeleteTaskDefinitions',
    ),
    ...of(
      arn('ssm', `parameter/${platform}/${environment}/hello/image`),
      'PutParameter DeleteParameter AddTagsToResource',
    ),
    ...of(arn('ssm', `parameter/${platform}/${environment}/origin-secret`), 'GetParameter GetParameters PutParameter'),
    ...keyProbes(owner, `${platform}-eu-central-1-environment-${environment}`, 'ssm', {
      'kms:EncryptionContext:PARAMETER_ARN': arn('ssm', `parameter/${platform}/${environment}/origin-secret`),
    }),
    ...of(arn('ssm', `parameter/payments/${name}/key`), 'GetParameter GetParameters PutParameter'),
    ...of(arn('secretsmanager', `secret:${name}-a1B2c3`), 'GetSecretValue PutSecretValue'),
    ...of(arn('logs', `log-group:/${platform}/${environment}/hello`), 'DeleteLogGroup PutRetentionPolicy'),
    ...of(
      arn('logs', `log-group:/${platform}/${environment}/hello:*`),
      'GetLogEvents FilterLogEvents PutSubscriptionFilter',
    ),
    ...of(arn('logs', `log-group:/${platform}/${environment}/cluster/exec:*`), 'DeleteLogStream GetLogEvents'),
    ...of(
      arn('logs', `log-group:/${platform}/${environment}/api:log-stream:a`),
      'PutLogEvents DeleteLogStream GetLogEvents',
    ),
    ...of(arn('logs', `log-group:/${platform}/${environment}/hello:log-stream:a`), 'PutLogEvents'),
    ...of(
      arn('cognito-idp', `userpool/eu-central-1_${owner}`),
      'AdminSetUserPassword AdminCreateUser ListUsers DeleteUserPool UpdateUserPool UpdateUserPoolClient TagResource',
    ),
    ...of(api, 'PATCH DELETE UpdateRestApiPolicy'),
    ...of(`${api}/resources/a/methods/ANY/integration`, 'PUT PATCH DELETE'),
    ...of(
      arn('elasticloadbalancing', `loadbalancer/app/${name}/0a`),
      'DeleteLoadBalancer CreateListener SetSubnets AddTags',
    ),
    ...of(arn('elasticloadbalancing', `listener/app/${name}/0a/1b`), 'ModifyListener CreateRule DeleteListener'),
    ...of(
      arn('elasticloadbalancing', `targetgroup/${name}-hello/0a`),
      'RegisterTargets DeregisterTargets DeleteTargetGroup',
    ),
    ...of(
      arn('ec2', 'vpc/vpc-0a'),
      'DeleteVpc CreateSubnet CreateSecurityGroup CreateRouteTable CreateTags DeleteTags',
    ),
    ...of(arn('ec2', 'subnet/subnet-0a'), 'DeleteSubnet ModifySubnetAttribute CreateNatGateway RunInstances'),
    ...of(arn('ec2', 'route-table/rtb-0a'), 'CreateRoute ReplaceRoute DeleteRoute CreateVpcEndpoint'),
    ...of(arn('ec2', 'security-group/sg-0a'), 'AuthorizeSecurityGroupIngress RevokeSecurityGroupEgress CreateTags'),
    ...of(arn('cloudwatch', `alarm:${name}-hello-unhealthy-hosts`), 'DeleteAlarms SetAlarmState PutMetricAlarm'),
    ...of(arn('cloudwatch', `alarm:TargetTracking-service/${name}/hello-0a`), 'DeleteAlarms PutMetricAlarm'),
    ...of(
      arn('application-autoscaling', 'scalable-target/0a'),
      'RegisterScalableTarget DeregisterScalableTarget PutScalingPolicy TagResource',
    ),
    ...of(roleArn(`${name}-hello-task`), `${ROLE_CHANGES} sts:AssumeRole`),
  ];
}

const ROLE_CHANGES =
  'PutRolePolicy UpdateAssumeRolePolicy AttachRolePolicy DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy ' +
  'PutRolePermissionsBoundary TagRole UntagRole UpdateRole';

function sharedProbes(owner: 'anotherPlatform' | 'shared', platform: string): Probe[] {
  const of = (resource: string, actions: string): Probe[] => probes(owner, resource, actions);
  const artifacts = `arn:aws:s3:::${platform}-${ACCOUNT}-eu-central-1-hello-artifacts`;
  return [
    ...of(arn('codepipeline', `${platform}-hello`), 'UpdatePipeline DeletePipeline StartPipelineExecution'),
    ...of(
      arn('codepipeline', `${platform}-hello/Deploy-prod`),
      'RetryStageExecution DisableStageTransition OverrideStageCondition',
    ),
    ...of(arn('codepipeline', `${platform}-hello/Deploy-prod/Approval`), 'PutApprovalResult'),
    ...of(arn('codepipeline', `webhook:${platform}-hello`), 'PutWebhook DeleteWebhook'),
    ...of(arn('codebuild', `project/${platform}-hello-build`), 'UpdateProject StartBuild DeleteProject RetryBuild'),
    ...of(arn('ecr', `repository/${platform}-hello`), 'PutImage CompleteLayerUpload BatchDeleteImage DeleteRepository'),
    ...of(arn('ecr', `repository/${platform}-hello`), 'SetRepositoryPolicy PutLifecyclePolicy PutImageTagMutability'),
    ...of(
      arn('logs', `log-group:/aws/codebuild/${platform}-hello-build:*`),
      'GetLogEvents DeleteLogGroup PutLogEvents',
    ),
    ...keyProbes(owner, `${platform}-eu-central-1-shared`, 's3', { 'kms:EncryptionContext:aws:s3:arn': artifacts }),
    ...of(artifacts, 'PutBucketPolicy DeleteBucket'),
    ...of(`${artifacts}/a`, 'GetObject PutObject'),
    ...of(roleArn(`${platform}-hello-pipeline`), `${ROLE_CHANGES} sts:AssumeRole`),
  ];
}

/** The delivery system itself: roles of jobs, boundaries, states. */
function bootstrapProbes(): Probe[] {
  const of = (resource: string, actions: string): Probe[] => probes('bootstrap', resource, actions);
  return [
    ...['deploy-prod', 'deploy-dev', 'deploy-shared', 'review'].flatMap((role) =>
      of(roleArn(`shop-eu-central-1-ci-${role}`), `${ROLE_CHANGES} sts:AssumeRole`),
    ),
    ...of(roleArn('shop-eu-central-1-api-gateway-logging'), ROLE_CHANGES),
    ...['-dev', '-prod', '-shared', ''].flatMap((end) =>
      of(
        `arn:aws:iam::${ACCOUNT}:policy/shop-eu-central-1-ci-boundary${end}`,
        'CreatePolicyVersion SetDefaultPolicyVersion DeletePolicy',
      ),
    ),
    ...of(
      `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
      'AddClientIDToOpenIDConnectProvider DeleteOpenIDConnectProvider',
    ),
    ...of(STATES, 'PutBucketPolicy DeleteBucket PutLifecycleConfiguration PutBucketVersioning'),
    ...of(`${STATES}/shop/bootstrap.tfstate`, 'PutObject DeleteObject GetObject'),
    ...of(`${STATES}/reviews/0a1b/record.json`, 'PutObject DeleteObject'),
    ...of('arn:aws:apigateway:eu-central-1::/account', 'PATCH'),
  ];
}

function stateProbes(): Probe[] {
  const stacks: readonly (readonly [Owner, string])[] = [
    ['dev', 'dev-hello'],
    ['prod', 'prod-hello'],
    ['prod', 'prod-network'],
    ['shared', 'hello-pipeline'],
    ['shared', 'dev-tools-pipeline'],
  ];
  return stacks.flatMap(([owner, stack]) => [
    ...probes(owner, `${STATES}/shop/${stack}.tfstate`, 'PutObject GetObject'),
    ...probes(owner, `${STATES}/shop/${stack}.tfstate.tflock`, 'PutObject DeleteObject'),
  ]);
}

/** What no platform has made. */
function foreignProbes(): Probe[] {
  const of = (resource: string, actions: string): Probe[] => probes('noPlatform', resource, actions);
  return [
    ...of(arn('cloudtrail', 'trail/audit'), 'StopLogging DeleteTrail PutEventSelectors'),
    ...of(arn('logs', 'log-group:aws-cloudtrail-logs'), 'DeleteLogGroup PutRetentionPolicy PutLogEvents'),
    ...of(arn('kms', 'key/0a'), 'Decrypt ScheduleKeyDeletion CreateGrant PutKeyPolicy GenerateMac'),
    ...of(arn('lambda', 'function:billing'), 'UpdateFunctionCode InvokeFunction AddPermission'),
    ...of(arn('ec2', 'instance/i-0a'), 'TerminateInstances CreateTags RunInstances'),
    ...of(arn('ec2', 'vpc/vpc-0b'), 'DeleteVpc CreateSubnet CreateSecurityGroup CreateTags'),
    ...of(arn('ec2', 'subnet/subnet-0b'), 'DeleteSubnet CreateNatGateway CreateTags'),
    ...of(arn('ec2', 'security-group/sg-0b'), 'AuthorizeSecurityGroupIngress CreateTags'),
    ...of(arn('elasticloadbalancing', 'loadbalancer/app/billing/0a'), 'DeleteLoadBalancer CreateListener AddTags'),
    ...of(arn('cognito-idp', 'userpool/eu-central-1_staff'), 'AdminSetUserPassword DeleteUserPool TagResource'),
    ...of('arn:aws:apigateway:eu-central-1::/restapis/staff', 'PATCH DELETE'),
    ...of(arn('ecs', 'service/billing/billing'), 'UpdateService DeleteService'),
    ...of(arn('ecs', 'task-definition/billing:1'), 'RegisterTaskDefinition RunTask DeleteTaskDefinitions'),
    ...of(arn('application-autoscaling', 'scalable-target/0b'), 'RegisterScalableTarget DeregisterScalableTarget'),
    ...of(arn('ecs', 'cluster/billing'), 'ExecuteCommand DeleteCluster'),
    ...of(arn('ecr', 'repository/billing'), 'PutImage DeleteRepository'),
    ...of(arn('codebuild', 'project/billing'), 'StartBuild UpdateProject'),
    ...of(arn('codepipeline', 'billing/Release/Approval'), 'PutApprovalResult'),
    ...of(arn('ssm', 'parameter/billing/password'), 'GetParameter GetParameters PutParameter'),
    ...of(arn('ssm', 'document/AWS-RunShellScript'), 'SendCommand StartAutomationExecution'),
    ...of(arn('secretsmanager', 'secret:billing'), 'GetSecretValue'),
    ...of(arn('dynamodb', 'table/billing'), 'GetItem PutItem'),
    ...of(arn('sns', 'pages'), 'Publish'),
    ...of(arn('cloudformation', 'stack/billing/0a'), 'CreateStack UpdateStack'),
    ...of('arn:aws:s3:::billing/a', 'GetObject PutObject'),
    ...of('arn:aws:s3:::billing', 'PutBucketPolicy'),
    ...of(roleArn('admin'), `${ROLE_CHANGES} CreateRole sts:AssumeRole`),
    ...of('arn:aws:iam::999999999999:role/foreign', 'sts:AssumeRole'),
    ...of(`arn:aws:iam::${ACCOUNT}:user/admin`, 'CreateAccessKey CreateUser AttachUserPolicy'),
    ...of(`arn:aws:iam::${ACCOUNT}:policy/own`, 'CreatePolicy'),
    ...probes('noPlatform', '*', 'organizations:LeaveOrganization account:CloseAccount ecs:DeregisterTaskDefinition'),
    ...probes(
      'noPlatform',
      '*',
      'iam:CreateAccountAlias cloudtrail:CreateTrail events:PutRule rolesanywhere:CreateProfile',
    ),
  ];
}

/** Everything in the account that some role might touch. */
export const PROBES: readonly Probe[] = [
  ...environmentProbes('dev', 'shop', 'dev'),
  ...environmentProbes('prod', 'shop', 'prod'),
  ...environmentProbes('anotherPlatform', 'ship', 'dev'),
  ...sharedProbes('shared', 'shop'),
  ...sharedProbes('anotherPlatform', 'ship'),
  ...bootstrapProbes(),
  ...stateProbes(),
  ...foreignProbes(),
];
