import type { RequestContext } from 'embedded-aws/iam/request';
import { boundaryArn } from '../../platform/ci-names';

/** What the AWS provider asks for, and what AWS knows of it when it judges. */
export interface Call {
  readonly action: string;
  /** ARN, or `*` where the action knows no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** Whose resources are made and changed. */
interface Part {
  readonly platform: string;
  readonly environment?: string;
}

const platform = { name: 'shop', account: '123456789012', region: 'eu-central-1' };
const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${platform.region}:${platform.account}:${resource}`;
const role = (name: string): string => `arn:aws:iam::${platform.account}:role/${name}`;
const api = (path: string): string => `arn:aws:apigateway:${platform.region}::/${path}`;
const bucket = `arn:aws:s3:::shop-${platform.account}-${platform.region}-hello-artifacts`;

/**
 * The calls by which the provider makes, changes and destroys the resources of a type: those that change something, each
 * on every resource that AWS asks about. Sources: the provider's code; Service Authorization Reference.
 */
export type Calls = Readonly<Record<string, readonly Call[]>>;

/** Makes calls for a part of the platform. */
function callsFor(part: Part): Record<
  'adopt' | 'make' | 'named' | 'own' | 'tag',
  (resource: string, actions: string) => Call[]
> & {
  grant: (resource: string, actions: string) => Call[];
} {
  const tags = (kind: string): RequestContext =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [`aws:${kind}/${key}`, String(value)]));
  const limit = { 'iam:PermissionsBoundary': boundaryArn(platform, part.environment ?? 'shared') };
  const each =
    (context: RequestContext) =>
    (resource: string, actions: string): Call[] =>
      actions.split(' ').map((action) => ({ action, resource, context }));
  return {
    /** Of what is not there yet. */
    make: each(tags('RequestTag')),
    /** Tags of what is made by the same request. */
    tag: (resource, actions) =>
      actions.split(' ').map((action) => ({
        action,
        resource,
        context: { ...tags('RequestTag'), [`${action.split(':')[0] ?? ''}:CreateAction`]: 'Create' },
      })),
    /** Tags of what AWS has made, without any. */
    adopt: each(tags('RequestTag')),
    /** Of what is there and has its tags. */
    own: each(tags('ResourceTag')),
    /** Where nobody can rely on AWS telling tags. */
    named: each({}),
    /** Changes of a role that has its boundary. */
    grant: each({ ...tags('ResourceTag'), ...limit }),
  };
}

const { adopt, grant, make, named, own, tag } = callsFor({ platform: 'shop', environment: 'dev' });

const [vpc, subnet, routeTable, group, groupRule] = [
  'vpc',
  'subnet',
  'route-table',
  'security-group',
  'security-group-rule',
].map((type) => arn('ec2', `${type}/0a`)) as [string, string, string, string, string];
const [internetGateway, nat, address, endpoint] = ['internet-gateway', 'natgateway', 'elastic-ip', 'vpc-endpoint'].map(
  (type) => arn('ec2', `${type}/0a`),
) as [string, string, string, string];
const [balancer, listener, rule, targets] = [
  'loadbalancer/app/shop-dev/0a',
  'listener/app/shop-dev/0a/1b',
  'listener-rule/app/shop-dev/0a/1b/2c',
  'targetgroup/shop-dev-hello-0a1b2c3d/0a',
].map((name) => arn('elasticloadbalancing', name)) as [string, string, string, string];
const [pool, scaling] = [
  arn('cognito-idp', 'userpool/eu-central-1_a'),
  arn('application-autoscaling', 'scalable-target/0a'),
];
const taskRole = role('shop-dev-hello-task');
const parameter = arn('ssm', 'parameter/shop/dev/hello/image');
const logGroup = arn('logs', 'log-group:/shop/dev/hello');

/** Of the stacks of an environment `dev`. */
export const ENVIRONMENT_CALLS: Calls = {
  aws_vpc: [
    ...make(vpc, 'ec2:CreateVpc'),
    ...tag(vpc, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:ModifyVpcAttribute ec2:DeleteVpc'),
  ],
  aws_default_security_group: [
    ...adopt(group, 'ec2:CreateTags'),
    ...own(group, 'ec2:RevokeSecurityGroupIngress ec2:RevokeSecurityGroupEgress ec2:CreateTags'),
  ],
  aws_subnet: [
    ...make(subnet, 'ec2:CreateSubnet'),
    ...tag(subnet, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateSubnet'),
    ...own(subnet, 'ec2:ModifySubnetAttribute ec2:DeleteSubnet'),
  ],
  aws_internet_gateway: [
    ...make(internetGateway, 'ec2:CreateInternetGateway'),
    ...tag(internetGateway, 'ec2:CreateTags'),
    ...own(internetGateway, 'ec2:AttachInternetGateway ec2:DetachInternetGateway ec2:DeleteInternetGateway'),
    ...own(vpc, 'ec2:AttachInternetGateway ec2:DetachInternetGateway'),
  ],
  aws_eip: [
    ...make(address, 'ec2:AllocateAddress'),
    ...tag(address, 'ec2:CreateTags'),
    ...own(address, 'ec2:ReleaseAddress'),
  ],
  aws_nat_gateway: [
    ...make(nat, 'ec2:CreateNatGateway'),
    ...tag(nat, 'ec2:CreateTags'),
    ...[subnet, address].flatMap((resource) => own(resource, 'ec2:CreateNatGateway')),
    ...own(nat, 'ec2:DeleteNatGateway'),
  ],
  aws_route_table: [
    ...make(routeTable, 'ec2:CreateRouteTable'),
    ...tag(routeTable, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateRouteTable'),
    ...own(routeTable, 'ec2:DeleteRouteTable'),
  ],
  aws_route: own(routeTable, 'ec2:CreateRoute ec2:ReplaceRoute ec2:DeleteRoute'),
  aws_route_table_association: [routeTable, subnet].flatMap((resource) =>
    own(resource, 'ec2:AssociateRouteTable ec2:DisassociateRouteTable ec2:ReplaceRouteTableAssociation'),
  ),
  aws_vpc_endpoint: [
    ...make(endpoint, 'ec2:CreateVpcEndpoint'),
    ...tag(endpoint, 'ec2:CreateTags'),
    ...[vpc, routeTable].flatMap((resource) => own(resource, 'ec2:CreateVpcEndpoint')),
    ...own(endpoint, 'ec2:ModifyVpcEndpoint ec2:DeleteVpcEndpoints'),
  ],
  aws_security_group: [
    ...make(group, 'ec2:CreateSecurityGroup'),
    ...tag(group, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateSecurityGroup'),
    ...own(group, 'ec2:RevokeSecurityGroupEgress ec2:DeleteSecurityGroup'),
  ],
  ...Object.fromEntries(
    ['Egress', 'Ingress'].map((way) => [
      `aws_vpc_security_group_${way.toLowerCase()}_rule`,
      [
        ...make(groupRule, `ec2:AuthorizeSecurityGroup${way}`),
        ...tag(groupRule, 'ec2:CreateTags'),
        ...own(group, `ec2:AuthorizeSecurityGroup${way} ec2:RevokeSecurityGroup${way} ec2:ModifySecurityGroupRules`),
        ...own(groupRule, `ec2:RevokeSecurityGroup${way} ec2:ModifySecurityGroupRules`),
      ],
    ]),
  ),
  aws_lb: [
    ...make(balancer, 'elasticloadbalancing:CreateLoadBalancer'),
    ...tag(balancer, 'elasticloadbalancing:AddTags'),
    ...own(
      balancer,
      'elasticloadbalancing:ModifyLoadBalancerAttributes elasticloadbalancing:SetSecurityGroups ' +
        'elasticloadbalancing:SetSubnets elasticloadbalancing:DeleteLoadBalancer',
    ),
  ],
  aws_lb_listener: [
    ...own(balancer, 'elasticloadbalancing:CreateListener'),
    ...tag(listener, 'elasticloadbalancing:AddTags'),
    ...own(listener, 'elasticloadbalancing:ModifyListener elasticloadbalancing:DeleteListener'),
  ],
  aws_lb_listener_rule: [
    ...own(listener, 'elasticloadbalancing:CreateRule'),
    ...tag(rule, 'elasticloadbalancing:AddTags'),
    ...own(
      rule,
      'elasticloadbalancing:ModifyRule elasticloadbalancing:SetRulePriorities elasticloadbalancing:DeleteRule',
    ),
  ],
  aws_lb_target_group: [
    ...make(targets, 'elasticloadbalancing:CreateTargetGroup'),
    ...tag(targets, 'elasticloadbalancing:AddTags'),
    ...own(
      targets,
      'elasticloadbalancing:ModifyTargetGroup elasticloadbalancing:ModifyTargetGroupAttributes ' +
        'elasticloadbalancing:DeleteTargetGroup',
    ),
  ],
  aws_ssm_parameter: [
    ...named(parameter, 'ssm:PutParameter ssm:AddTagsToResource ssm:DeleteParameter ssm:GetParameter'),
    ...named(arn('ssm', 'parameter/shop/dev/hello/origin-secret'), 'ssm:PutParameter ssm:GetParameter'),
    ...named(arn('ssm', 'parameter/shop/dev/origin-secret'), 'ssm:PutParameter ssm:GetParameter'),
  ],
  aws_cloudwatch_log_group: named(
    logGroup,
    'logs:CreateLogGroup logs:TagResource logs:PutRetentionPolicy logs:DeleteLogGroup',
  ),
  aws_ecs_cluster: named(
    arn('ecs', 'cluster/shop-dev'),
    'ecs:CreateCluster ecs:TagResource ecs:UpdateCluster ecs:UpdateClusterSettings ecs:DeleteCluster',
  ),
  aws_ecs_cluster_capacity_providers: named(arn('ecs', 'cluster/shop-dev'), 'ecs:PutClusterCapacityProviders'),
  aws_ecs_task_definition: [
    ...make('*', 'ecs:RegisterTaskDefinition'),
    ...make(arn('ecs', 'task-definition/shop-dev-hello:*'), 'ecs:RegisterTaskDefinition ecs:TagResource'),
    ...named(arn('ecs', 'task-definition/shop-dev-hello:7'), 'ecs:TagResource ecs:UntagResource'),
    ...[taskRole, role('shop-dev-hello-execution')].flatMap((resource) => passed(resource, 'ecs-tasks')),
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
  aws_iam_role: rolesOf(taskRole, { platform: 'shop', environment: 'dev' }),
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
    ].map(([type = '', noun = '']) => [
      `aws_cognito_${type}`,
      own(pool, ['Create', 'Update', 'Delete'].map((verb) => `cognito-idp:${verb}${noun}`).join(' ')),
    ]),
  ),
};

const shared = callsFor({ platform: 'shop' });
const pipelineRole = role('shop-hello-pipeline');

/** Of the stacks that all environments share. */
export const SHARED_CALLS: Calls = {
  aws_ecr_repository: shared.named(
    arn('ecr', 'repository/shop-hello'),
    'ecr:CreateRepository ecr:TagResource ecr:PutImageScanningConfiguration ecr:PutImageTagMutability ecr:DeleteRepository',
  ),
  aws_ecr_lifecycle_policy: shared.named(
    arn('ecr', 'repository/shop-hello'),
    'ecr:PutLifecyclePolicy ecr:DeleteLifecyclePolicy',
  ),
  aws_cloudwatch_log_group: shared.named(
    arn('logs', 'log-group:/aws/codebuild/shop-hello-build'),
    'logs:CreateLogGroup logs:TagResource logs:PutRetentionPolicy logs:DeleteLogGroup',
  ),
  aws_codebuild_project: [
    ...shared.named(
      arn('codebuild', 'project/shop-hello-build'),
      'codebuild:CreateProject codebuild:UpdateProject codebuild:DeleteProject',
    ),
    ...passed(role('shop-hello-build'), 'codebuild'),
  ],
  aws_codepipeline: [
    ...shared.named(
      arn('codepipeline', 'shop-hello'),
      'codepipeline:CreatePipeline codepipeline:TagResource codepipeline:UpdatePipeline codepipeline:DeletePipeline',
    ),
    ...passed(pipelineRole, 'codepipeline'),
  ],
  aws_codepipeline_webhook: shared.named(
    arn('codepipeline', 'webhook:shop-hello'),
    'codepipeline:PutWebhook codepipeline:TagResource codepipeline:DeleteWebhook',
  ),
  aws_iam_role: rolesOf(pipelineRole, { platform: 'shop' }),
  aws_iam_role_policy: shared.grant(pipelineRole, 'iam:PutRolePolicy iam:DeleteRolePolicy'),
  aws_s3_bucket: shared.named(bucket, 's3:CreateBucket s3:PutBucketTagging s3:DeleteBucket'),
  aws_s3_bucket_lifecycle_configuration: shared.named(bucket, 's3:PutLifecycleConfiguration'),
  aws_s3_bucket_ownership_controls: shared.named(bucket, 's3:PutBucketOwnershipControls'),
  aws_s3_bucket_policy: shared.named(bucket, 's3:PutBucketPolicy'),
  aws_s3_bucket_public_access_block: shared.named(bucket, 's3:PutBucketPublicAccessBlock'),
  aws_s3_bucket_server_side_encryption_configuration: shared.named(bucket, 's3:PutEncryptionConfiguration'),
  aws_s3_bucket_versioning: shared.named(bucket, 's3:PutBucketVersioning'),
};

function passed(resource: string, service: string): Call[] {
  return [{ action: 'iam:PassRole', resource, context: { 'iam:PassedToService': `${service}.amazonaws.com` } }];
}

function rolesOf(resource: string, part: Part): Call[] {
  const calls = callsFor(part);
  const limit = { 'iam:PermissionsBoundary': boundaryArn(platform, part.environment ?? 'shared') };
  const made = calls
    .make(resource, 'iam:CreateRole')
    .map((call) => ({ ...call, context: { ...call.context, ...limit } }));
  return [
    ...made,
    ...calls.make(resource, 'iam:TagRole'),
    ...calls.grant(resource, 'iam:PutRolePermissionsBoundary'),
    ...calls.own(
      resource,
      'iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription iam:TagRole iam:ListInstanceProfilesForRole iam:DeleteRole',
    ),
  ];
}
