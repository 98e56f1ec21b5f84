import { helloPipeline, stackOf, synthesizePipelines } from '../../../helpers/pipeline-stack';
import { onlyResource, resources } from '../../../helpers/synth';
import { testEnvironment, testService } from '../../../helpers/test-platform';

const hello = helloPipeline();

describe('the pipeline stack of a service', () => {
  it('holds one pipeline, its two projects and its webhook at both ends, and what they need', () => {
    const counts = Object.entries(hello.resource ?? {}).map(([type, blocks]) => [type, Object.keys(blocks).length]);
    expect(Object.fromEntries(counts)).toEqual({
      aws_codepipeline: 1,
      aws_codepipeline_webhook: 1,
      github_repository_webhook: 1,
      aws_codebuild_project: 2,
      aws_cloudwatch_log_group: 2,
      aws_iam_role: 3,
      aws_iam_role_policy: 3,
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    });
  });

  it('waits for the registry, the clusters and the service everywhere', () => {
    expect([...(synthesizePipelines().dependencies.get('hello-pipeline') ?? [])].sort()).toEqual([
      'dev-cluster',
      'dev-hello',
      'hello-registry',
      'prod-cluster',
      'prod-hello',
    ]);
  });

  it('publishes the name and ARN of the pipeline', () => {
    expect(Object.keys(hello.output ?? {})).toEqual(['pipeline_arn', 'pipeline_name']);
  });

  it('accepts version 6.6 and later of the GitHub provider, for the platform’s owner', () => {
    expect(hello.terraform.required_providers).toMatchObject({
      github: { source: 'integrations/github', version: '>= 6.6.0, < 7.0.0' },
    });
    expect(hello.provider.github).toEqual([{ owner: 'example-org', token: '${var.github_token}' }]);
  });

  it('is a bug without an environment', () => {
    expect(() => helloPipeline({ environments: [] })).toThrow('the pipeline of hello has no environment');
  });
});

describe('the artifact bucket', () => {
  it('is the pipeline’s only store, encrypted, and forgets after 30 days', () => {
    const [bucketId] = Object.keys(hello.resource?.aws_s3_bucket ?? {});
    expect(onlyResource(hello, 'aws_codepipeline').artifact_store).toEqual([
      { location: `\${aws_s3_bucket.${bucketId ?? ''}.bucket}`, type: 'S3' },
    ]);
    expect(onlyResource(hello, 'aws_s3_bucket').bucket).toBe('shop-123456789012-eu-central-1-hello-artifacts');
    expect(onlyResource(hello, 'aws_s3_bucket_server_side_encryption_configuration').rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
    expect(onlyResource(hello, 'aws_s3_bucket_lifecycle_configuration').rule).toMatchObject([
      { expiration: [{ days: 30 }], noncurrent_version_expiration: [{ noncurrent_days: 30 }] },
    ]);
  });

  it.each([
    [false, [false, true]],
    [true, [false, false]],
  ])('may be destroyed with what is in it: %s, where environments are protected: %s', (forceDestroy, protect) => {
    const environments = protect.map((value, index) => testEnvironment({ name: `env${index}`, protect: value }));
    expect(onlyResource(helloPipeline({ environments }), 'aws_s3_bucket').force_destroy).toBe(forceDestroy);
  });
});

describe('two pipelines of a platform', () => {
  it('share no physical name, even where one service is named like the purpose of another’s project', () => {
    const names = ['hello', 'hello-build', 'hello-record', 'hello-pipeline-x'];
    const app = synthesizePipelines({ services: names.map((name) => testService(name, ['dev', 'prod'])) });
    const pipelines = names.map((name) => stackOf(app, `${name}-pipeline`));
    for (const type of ['aws_codebuild_project', 'aws_iam_role', 'aws_codepipeline', 'aws_codepipeline_webhook']) {
      const physical = pipelines.flatMap((stack) => resources(stack, type).map(({ name }) => name));
      expect(new Set(physical).size).toBe(physical.length);
      expect(physical.length).toBeGreaterThanOrEqual(names.length);
    }
  });
});
