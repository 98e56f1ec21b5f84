import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Testing } from 'cdktf';
import type { Platform } from '../../../../config/types';
import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';
import {
  addressesOf,
  countResources,
  onlyResource,
  parseStack,
  policyStatements,
  resourcesOf,
} from '../../../helpers/terraform-json';

/** The stack of a platform; without keys of the account's own unless it asks for them. */
function bootstrap(changes: Partial<Platform> = {}): string {
  const platform = testPlatform({ environments: [testEnvironment(), testEnvironment({ name: 'prod' })], ...changes });
  return Testing.synth(
    new BootstrapStack(Testing.app(), platform, { environments: platform.environments, services: [] }),
    true,
  );
}

const synth = bootstrap();

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

  it('is encrypted with the shared key where any environment has a key', () => {
    const withKeys = bootstrap({ environments: testPlatform().environments });
    const [shared] = addressesOf(withKeys, KmsKey).filter((address) => address.includes('key-shared'));
    expect(withKeys).toHaveResourceWithProperties(S3BucketServerSideEncryptionConfigurationA, {
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: 'aws:kms',
            kms_master_key_id: `\${${String(shared)}.arn}`,
          },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it('has its accesses logged in a bucket of their own, if the config says so', () => {
    const { logs } = testPlatform();
    const logged = bootstrap({ logs: { ...logs, bucketAccess: true, bucketAccessRetentionDays: 400 } });
    expect(countResources(logged)).toMatchObject({ aws_s3_bucket: 2, aws_s3_bucket_logging: 1 });
    expect(logged).toHaveResourceWithProperties(S3Bucket, {
      bucket: 'shop-123456789012-eu-central-1-access-logs',
      force_destroy: false,
    });
    // S3 refuses the setting as long as it may not write there.
    const [policy] = addressesOf(logged, S3BucketPolicy).filter((address) => address.includes('access-logs'));
    expect(onlyResource(logged, S3BucketLoggingA).depends_on).toEqual([policy]);
    expect(onlyResource(logged, S3BucketLifecycleConfiguration).rule).toMatchObject([{ expiration: [{ days: 400 }] }]);
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

describe('the keys of a platform', () => {
  const aliases = (environments: Platform['environments']): unknown[] =>
    resourcesOf(bootstrap({ environments }), KmsAlias).map(({ name }) => name);

  it('are one for each environment that has keys of the account, and one for what all share', () => {
    expect(aliases(testPlatform().environments)).toEqual([
      'alias/shop-eu-central-1-environment-prod',
      'alias/shop-eu-central-1-shared',
    ]);
  });

  it('are none where every environment uses keys of AWS', () => {
    expect(aliases([testEnvironment(), testEnvironment({ name: 'prod', protect: true })])).toEqual([]);
    expect(synth).not.toHaveResource(KmsKey);
  });
});
