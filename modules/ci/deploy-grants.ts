import { iamArn, type AwsPlace } from '../../platform/arns';
import type { PolicyStatement } from '../iam/policy-document';

/** Makes, changes and destroys log groups; what is in them it neither reads nor writes. @param logGroupArns with `*` */
export function changeLogGroups(logGroupArns: readonly string[]): PolicyStatement {
  return {
    sid: 'ChangeLogGroups',
    actions: [
      'logs:AssociateKmsKey',
      'logs:CreateLogGroup',
      'logs:DeleteLogGroup',
      'logs:DeleteRetentionPolicy',
      'logs:DisassociateKmsKey',
      'logs:PutRetentionPolicy',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    resources: logGroupArns,
  };
}

/** Makes and changes parameters; the values it reads are those that every plan reads. @param parameterArns with `*` */
export function manageParameters(parameterArns: readonly string[]): PolicyStatement {
  return {
    sid: 'ManageParameters',
    actions: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:PutParameter', 'ssm:RemoveTagsFromResource'],
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
      's3:PutBucketLogging',
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

/** AWS makes these roles for its services when they are first used in an account. */
export function useServices(place: AwsPlace, services: readonly string[]): PolicyStatement {
  return {
    sid: 'UseServices',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [iamArn(place, 'role/aws-service-role/*')],
    conditions: { StringEquals: { 'iam:AWSServiceName': services } },
  };
}
