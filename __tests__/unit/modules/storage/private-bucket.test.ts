import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Testing } from 'cdktf';
import { PrivateBucket, type PrivateBucketProps } from '../../../../modules/storage/private-bucket';
import {
  addressOf,
  countResources,
  onlyResource,
  policyStatements,
  referenceTo,
} from '../../../helpers/terraform-json';

function bucket(changes: Partial<PrivateBucketProps> = {}): string {
  return Testing.synthScope((scope) => {
    new PrivateBucket(scope, 'bucket', { bucketName: 'shop-artifacts', forceDestroy: false, ...changes });
  });
}

describe('PrivateBucket', () => {
  const synth = bucket();
  const id = referenceTo(synth, S3Bucket, 'id');
  const arn = referenceTo(synth, S3Bucket, 'arn');

  it('keeps every version of every object', () => {
    expect(synth).toHaveResourceWithProperties(S3BucketVersioningA, {
      bucket: id,
      versioning_configuration: { status: 'Enabled' },
    });
  });

  it('is encrypted', () => {
    expect(synth).toHaveResourceWithProperties(S3BucketServerSideEncryptionConfigurationA, {
      bucket: id,
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
  });

  it('is encrypted with the key that it is given, by a bucket key, which saves calls to KMS', () => {
    expect(bucket({ keyArn: 'arn:key' })).toHaveResourceWithProperties(S3BucketServerSideEncryptionConfigurationA, {
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: 'arn:key' },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it('has its accesses logged where it is told, below its own name', () => {
    expect(bucket()).not.toHaveResource(S3BucketLoggingA);
    const logged = bucket({ accessLogs: { bucketName: 'shop-access-logs' } });
    expect(onlyResource(logged, S3BucketLoggingA)).toEqual({
      bucket: referenceTo(logged, S3Bucket, 'id'),
      target_bucket: 'shop-access-logs',
      target_prefix: `${referenceTo(logged, S3Bucket, 'bucket')}/`,
    });
  });

  it('takes the access logs of buckets of its account, if it is for them', () => {
    const logs = bucket({ accessLogsOf: { bucketArns: 'arn:aws:s3:::shop-*', account: '123456789012' } });
    const [, delivery] = policyStatements(onlyResource(logs, S3BucketPolicy).policy);
    expect(delivery).toEqual({
      Sid: 'TakeAccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${referenceTo(logs, S3Bucket, 'arn')}/*`,
      Condition: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::shop-*' },
        StringEquals: { 'aws:SourceAccount': '123456789012' },
      },
    });
  });

  it('blocks public access and access control lists', () => {
    expect(onlyResource(synth, S3BucketPublicAccessBlock)).toEqual({
      bucket: id,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(synth).toHaveResourceWithProperties(S3BucketOwnershipControls, {
      bucket: id,
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
  });

  it('refuses requests without TLS, and nothing else', () => {
    expect(policyStatements(onlyResource(synth, S3BucketPolicy).policy)).toEqual([
      {
        Sid: 'RefusePlainHttp',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('sets its policy after the public access block: S3 refuses both at once', () => {
    expect(synth).toHaveResourceWithProperties(S3BucketPolicy, {
      bucket: id,
      depends_on: [addressOf(synth, S3BucketPublicAccessBlock)],
    });
  });

  it('keeps all objects, so that it has no lifecycle rule', () => {
    expect(countResources(synth)).toEqual({
      aws_s3_bucket: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    });
  });

  it.each([true, false])('is destroyed with its objects when forceDestroy is %s', (forceDestroy) => {
    expect(bucket({ forceDestroy })).toHaveResourceWithProperties(S3Bucket, {
      bucket: 'shop-artifacts',
      force_destroy: forceDestroy,
    });
  });

  it('is not destroyed by Terraform when told so', () => {
    expect(bucket({ preventDestroy: true })).toHaveResourceWithProperties(S3Bucket, {
      lifecycle: { prevent_destroy: true },
    });
    expect(onlyResource(bucket({ preventDestroy: false }), S3Bucket)).not.toHaveProperty('lifecycle');
    expect(onlyResource(synth, S3Bucket)).not.toHaveProperty('lifecycle');
  });
});

describe('a PrivateBucket whose objects expire', () => {
  const abort = { abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] };

  it.each([
    [{ days: 30 }, '', [], abort],
    [
      { days: 30, prefix: 'reviews/' },
      'reviews/',
      [{ id: 'abort-uploads', status: 'Enabled', filter: [{ prefix: '' }], ...abort }],
      {},
    ],
  ])('deletes them and their old versions after the days given: %j', (expiring, prefix, others, aborting) => {
    const synth = bucket({ expiring });
    expect(onlyResource(synth, S3BucketLifecycleConfiguration)).toEqual({
      bucket: referenceTo(synth, S3Bucket, 'id'),
      rule: [
        {
          id: 'expire',
          status: 'Enabled',
          filter: [{ prefix }],
          expiration: [{ days: 30 }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          ...aborting,
        },
        ...others,
      ],
    });
  });
});
