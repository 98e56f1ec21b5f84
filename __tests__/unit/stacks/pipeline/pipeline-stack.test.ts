import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { CodepipelineWebhook } from '@cdktf/provider-aws/lib/codepipeline-webhook';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { helloPipeline, synthesizePipelines } from '../../../helpers/pipeline-stack';
import { testEnvironment, testService } from '../../../helpers/test-platform';
import { textOf } from '../../../helpers/synth';
import {
  countResources,
  onlyResource,
  parseStack,
  referenceTo,
  referenceToData,
  resourcesOf,
} from '../../../helpers/terraform-json';

const hello = helloPipeline();

describe('the pipeline stack of a service', () => {
  it('holds one pipeline, two projects and one for each environment, its webhook in AWS and at GitHub, and their roles and logs', () => {
    expect(countResources(hello)).toEqual({
      aws_codepipeline: 1,
      aws_codepipeline_webhook: 1,
      github_repository_webhook: 1,
      aws_codebuild_project: 4,
      aws_cloudwatch_log_group: 4,
      aws_iam_role: 5,
      aws_iam_role_policy: 5,
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    });
  });

  it('depends on the registry, and on the cluster and the service of every environment', () => {
    expect([...(synthesizePipelines().dependencies.get('hello-pipeline') ?? [])].sort()).toEqual([
      'dev-cluster',
      'dev-hello',
      'hello-registry',
      'prod-cluster',
      'prod-hello',
    ]);
  });

  it('publishes the name and ARN of the pipeline', () => {
    expect(Object.keys(parseStack(hello).output ?? {})).toEqual(['pipeline_arn', 'pipeline_name']);
  });

  it('accepts version 6.6 and later of the GitHub provider, for the platform’s owner', () => {
    expect(parseStack(hello).terraform.required_providers).toMatchObject({
      github: { source: 'integrations/github', version: '>= 6.6.0, < 7.0.0' },
    });
    expect(parseStack(hello).provider.github).toEqual([{ owner: 'example-org', token: '${var.github_token}' }]);
  });

  it('throws without an environment', () => {
    expect(() => helloPipeline({ environments: [] })).toThrow('the pipeline of hello has no environment');
  });
});

describe('the artifact bucket', () => {
  it('is the only artifact store, is encrypted and expires objects after 30 days', () => {
    expect(onlyResource(hello, Codepipeline).artifact_store).toEqual([
      {
        location: referenceTo(hello, S3Bucket, 'bucket'),
        type: 'S3',
        encryption_key: { id: referenceToData(hello, DataAwsKmsAlias, 'target_key_arn'), type: 'KMS' },
      },
    ]);
    expect(onlyResource(hello, S3Bucket).bucket).toBe('shop-123456789012-eu-central-1-hello-artifacts');
    expect(onlyResource(hello, S3BucketServerSideEncryptionConfigurationA).rule).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: 'aws:kms',
          kms_master_key_id: referenceToData(hello, DataAwsKmsAlias, 'target_key_arn'),
        },
        bucket_key_enabled: true,
      },
    ]);
    expect(onlyResource(hello, S3BucketLifecycleConfiguration).rule).toMatchObject([
      { expiration: [{ days: 30 }], noncurrent_version_expiration: [{ noncurrent_days: 30 }] },
    ]);
  });

  it.each([
    [false, [false, true]],
    [true, [false, false]],
  ])('may be destroyed with what is in it: %s, where environments are protected: %s', (forceDestroy, protect) => {
    const environments = protect.map((value, index) => testEnvironment({ name: `env${index}`, protect: value }));
    expect(onlyResource(helloPipeline({ environments }), S3Bucket).force_destroy).toBe(forceDestroy);
  });
});

describe('two pipelines of a platform', () => {
  it('share no physical name, even where one service is named like the purpose of another’s project', () => {
    const names = ['hello', 'hello-build', 'hello-record', 'hello-pipeline-x'];
    const app = synthesizePipelines({ services: names.map((name) => testService(name, ['dev', 'prod'])) });
    const pipelines = names.map((name) => textOf(app, `${name}-pipeline`));
    for (const type of [CodebuildProject, IamRole, Codepipeline, CodepipelineWebhook]) {
      const physical = pipelines.flatMap((stack) => resourcesOf(stack, type).map(({ name }) => name));
      expect(new Set(physical).size).toBe(physical.length);
      expect(physical.length).toBeGreaterThanOrEqual(names.length);
    }
  });
});
