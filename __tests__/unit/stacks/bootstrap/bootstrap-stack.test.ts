import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Testing } from 'cdktf';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { testPlatform } from '../../../helpers/test-platform';
import { countResources, onlyResource, parseStack, policyStatements } from '../../../helpers/terraform-json';

const synth = Testing.synth(new BootstrapStack(Testing.app(), testPlatform(), ['dev', 'prod'], []), true);

describe('the state bucket', () => {
  it('is named after the platform, the account and the region, and cannot be destroyed by Terraform', () => {
    expect(synth).toHaveResourceWithProperties(S3Bucket, {
      bucket: 'shop-123456789012-eu-central-1-tfstate',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is the bucket of the backend of its own stack', () => {
    expect(parseStack(synth).terraform.backend).toMatchObject({
      s3: { bucket: 'shop-123456789012-eu-central-1-tfstate' },
    });
  });

  it('keeps every version of every state', () => {
    expect(synth).toHaveResourceWithProperties(S3BucketVersioningA, {
      versioning_configuration: { status: 'Enabled' },
    });
    expect(countResources(synth)).not.toHaveProperty('aws_s3_bucket_lifecycle_configuration');
  });

  it('is encrypted', () => {
    expect(synth).toHaveResourceWithProperties(S3BucketServerSideEncryptionConfigurationA, {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
  });

  it('blocks public access', () => {
    expect(synth).toHaveResourceWithProperties(S3BucketPublicAccessBlock, {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it('refuses requests without TLS', () => {
    expect(policyStatements(onlyResource(synth, S3BucketPolicy).policy)).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });
});

describe('the account', () => {
  it('lets API Gateway write logs', () => {
    expect(onlyResource(synth, ApiGatewayAccount).cloudwatch_role_arn).toContain('aws_iam_role.');
    expect(synth).toHaveResourceWithProperties(IamRolePolicyAttachment, {
      policy_arn: 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    });
  });
});

describe('the bootstrap stack', () => {
  it('holds the state bucket and the setting of the account, and nothing else', () => {
    expect(countResources(synth)).toEqual({
      aws_api_gateway_account: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 1,
      aws_s3_bucket: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    });
  });
});
