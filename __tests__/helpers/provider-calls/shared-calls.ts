import { arn, callsFor, passed, role, rolesOf, throughService, type Calls } from './calls';

const bucket = 'arn:aws:s3:::shop-123456789012-eu-central-1-hello-artifacts';
const shared = callsFor({ platform: 'shop' });
const pipelineRole = role('shop-hello-pipeline');

/** Of the stacks that all environments share. */
export const SHARED_CALLS: Calls = {
  aws_ecr_repository: [
    ...shared.named(
      arn('ecr', 'repository/shop-hello'),
      'ecr:CreateRepository ecr:TagResource ecr:PutImageScanningConfiguration ecr:PutImageTagMutability ecr:DeleteRepository',
    ),
    ...throughService('ecr', 'shop-eu-central-1-shared', 'kms:DescribeKey kms:RetireGrant'),
    ...throughService('ecr', 'shop-eu-central-1-shared', 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': 'true' }),
  ],
  aws_ecr_lifecycle_policy: shared.named(
    arn('ecr', 'repository/shop-hello'),
    'ecr:PutLifecyclePolicy ecr:DeleteLifecyclePolicy',
  ),
  aws_cloudwatch_log_group: shared.named(
    arn('logs', 'log-group:/aws/codebuild/shop-hello-build'),
    'logs:CreateLogGroup logs:AssociateKmsKey logs:DisassociateKmsKey logs:TagResource logs:PutRetentionPolicy logs:DeleteLogGroup',
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
  aws_s3_bucket_logging: shared.named(bucket, 's3:PutBucketLogging'),
  aws_s3_bucket_ownership_controls: shared.named(bucket, 's3:PutBucketOwnershipControls'),
  aws_s3_bucket_policy: shared.named(bucket, 's3:PutBucketPolicy'),
  aws_s3_bucket_public_access_block: shared.named(bucket, 's3:PutBucketPublicAccessBlock'),
  aws_s3_bucket_server_side_encryption_configuration: shared.named(bucket, 's3:PutEncryptionConfiguration'),
  aws_s3_bucket_versioning: shared.named(bucket, 's3:PutBucketVersioning'),
};
