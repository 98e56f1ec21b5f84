import { iamArn, type AwsPlace } from '../../platform/arns';
import type { PolicyStatement } from '../iam/policy-document';

/** Tag that marks what belongs to an environment: the provider sets it on every resource. */
const ENVIRONMENT_TAG = 'aws:ResourceTag/environment';

/** Services whose resources an environment is made of; most of them get a name or an ARN only when they are made. */
const OF_ENVIRONMENTS = [
  'apigateway',
  'application-autoscaling',
  'cloudwatch',
  'cognito-idp',
  'ec2',
  'ecs',
  'elasticloadbalancing',
  'logs',
] as const;

/** Services whose resources all environments share. */
const OF_ALL = ['codebuild', 'codepipeline', 'ecr', 'logs'] as const;

/** Makes, changes and destroys what an environment is made of, and nothing that another environment's tag is on. */
export function manageEnvironment(environment: string): PolicyStatement[] {
  return [
    { sid: 'ManageEnvironment', actions: OF_ENVIRONMENTS.map((service) => `${service}:*`), resources: ['*'] },
    {
      sid: 'LeaveOtherEnvironments',
      effect: 'Deny',
      actions: ['*'],
      resources: ['*'],
      conditions: {
        StringNotEquals: { [ENVIRONMENT_TAG]: environment },
        Null: { [ENVIRONMENT_TAG]: 'false' },
      },
    },
  ];
}

/** Makes, changes and destroys what all environments share, and nothing that an environment's tag is on. */
export function manageShared(): PolicyStatement[] {
  return [
    { sid: 'ManageShared', actions: OF_ALL.map((service) => `${service}:*`), resources: ['*'] },
    {
      sid: 'LeaveEnvironments',
      effect: 'Deny',
      actions: ['*'],
      resources: ['*'],
      conditions: { Null: { [ENVIRONMENT_TAG]: 'false' } },
    },
  ];
}

/** Makes and changes parameters. @param parameterArns e.g. ending in `parameter/shop/dev/*` */
export function manageParameters(parameterArns: readonly string[]): PolicyStatement {
  return {
    sid: 'ManageParameters',
    actions: [
      'ssm:AddTagsToResource',
      'ssm:DeleteParameter',
      'ssm:GetParameter',
      'ssm:GetParameters',
      'ssm:PutParameter',
      'ssm:RemoveTagsFromResource',
    ],
    resources: parameterArns,
  };
}

/** Sees whether releases are on their way, to deploy nothing in the middle of one. @param pipelineArns ARNs of pipelines */
export function seeReleases(pipelineArns: readonly string[]): PolicyStatement {
  return { sid: 'SeeReleases', actions: ['codepipeline:ListActionExecutions'], resources: pipelineArns };
}

/** Makes the artifact buckets of pipelines, and changes their settings, not what is in them. */
export function manageBuckets(bucketArns: readonly string[]): PolicyStatement {
  return {
    sid: 'ManageBuckets',
    actions: [
      's3:CreateBucket',
      's3:DeleteBucket',
      's3:PutBucketOwnershipControls',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      's3:PutBucketTagging',
      's3:PutBucketVersioning',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
    ],
    resources: bucketArns,
  };
}

/** Leaves the state bucket as bootstrap made it. */
export function leaveStateBucket(bucketArn: string): PolicyStatement {
  return { ...manageBuckets([bucketArn]), sid: 'LeaveStateBucket', effect: 'Deny' };
}

/** AWS makes these roles for its services when they are first used in an account. */
export function useServices(place: AwsPlace, services: readonly string[]): PolicyStatement {
  return {
    sid: 'UseServices',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [iamArn(place, 'role/aws-service-role/*')],
    conditions: { StringEquals: { 'iam:AWSServiceName': services } },
  };
}
