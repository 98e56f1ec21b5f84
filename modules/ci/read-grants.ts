import { apiGatewayArn, bucketArn, regionalArn } from '../../platform/arns';
import { nameBeginning } from '../../platform/naming';
import { useForParameters } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';

/**
 * What a plan reads of everything that stacks hold: descriptions, no data and no secret. Source: the calls of the AWS
 * provider, and the Service Authorization Reference for the names of their actions.
 */
export const DESCRIPTIONS = [
  'application-autoscaling:DescribeScalableTargets',
  'application-autoscaling:DescribeScalingPolicies',
  'application-autoscaling:ListTagsForResource',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:ListTagsForResource',
  'codebuild:BatchGetProjects',
  'codepipeline:GetPipeline',
  'codepipeline:ListTagsForResource',
  'codepipeline:ListWebhooks',
  'cognito-idp:DescribeResourceServer',
  'cognito-idp:DescribeUserPool',
  'cognito-idp:DescribeUserPoolClient',
  'cognito-idp:DescribeUserPoolDomain',
  'cognito-idp:GetUserPoolMfaConfig',
  'ec2:DescribeAddresses',
  'ec2:DescribeAddressesAttribute',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeFlowLogs',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeNatGateways',
  'ec2:DescribeNetworkAcls',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribePrefixLists',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroupRules',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcAttribute',
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeVpcs',
  'ecr:DescribeRepositories',
  'ecr:GetLifecyclePolicy',
  'ecr:ListTagsForResource',
  'ecs:DescribeClusters',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:ListTagsForResource',
  'elasticloadbalancing:DescribeCapacityReservation',
  'elasticloadbalancing:DescribeListenerAttributes',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
  'iam:GetOpenIDConnectProvider',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListResourceTags',
  'logs:DescribeLogGroups',
  'logs:ListTagsForResource',
  'secretsmanager:GetRandomPassword',
  'ssm:DescribeParameters',
  'ssm:ListTagsForResource',
  'sts:GetCallerIdentity',
] as const;

/** What the AWS provider reads of every bucket, also of settings that are not used. */
export const BUCKET_SETTINGS = [
  's3:GetAccelerateConfiguration',
  's3:GetBucketAcl',
  's3:GetBucketCORS',
  's3:GetBucketLogging',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketRequestPayment',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListBucket',
] as const;

/** Whose descriptions are read. */
export interface ReadScope {
  /** Name of the platform. */
  readonly platform: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** Reads what stacks hold, as far as a plan needs it: no value of a parameter. */
export function readStacks({ platform, account, region }: ReadScope): PolicyStatement[] {
  const buckets = bucketArn(region, `${nameBeginning('bucket', platform, account, region)}*`);
  return [
    { sid: 'ReadDescriptions', actions: DESCRIPTIONS, resources: ['*'] },
    { sid: 'ReadBuckets', actions: BUCKET_SETTINGS, resources: [buckets] },
    {
      sid: 'ReadApis',
      actions: ['apigateway:GET'],
      resources: ['account', 'restapis', 'restapis/*', 'tags/*'].map((path) => apiGatewayArn(region, path)),
    },
  ];
}

/**
 * Reads the parameters of stacks, which plans hold: no secret of an application.
 * @param environment whose they are. @default - all
 */
export function readParameters(place: ReadScope, environment = '*'): PolicyStatement {
  return {
    sid: 'ReadParameters',
    actions: ['ssm:GetParameter', 'ssm:GetParameters'],
    resources: parametersOf(place, environment, ['origin-secret', '*/origin-secret', '*/image']),
  };
}

/** Decrypts those of them that are secret. @param aliases of the keys of their environments; none for keys of AWS */
export function decryptParameters(place: ReadScope, aliases: readonly string[], environment = '*'): PolicyStatement[] {
  const parameters = parametersOf(place, environment, ['origin-secret', '*/origin-secret']);
  return aliases.length === 0 ? [] : [useForParameters({ ...place, aliases }, parameters, 'read')];
}

function parametersOf(place: ReadScope, environment: string, names: readonly string[]): string[] {
  return names.map((name) => regionalArn(place, 'ssm', `parameter/${place.platform}/${environment}/${name}`));
}
