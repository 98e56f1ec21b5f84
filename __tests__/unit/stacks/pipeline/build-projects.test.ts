import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { imageBuildspec, recordBuildspec, releaseBuildspec } from '../../../../modules/pipeline/buildspec';
import { helloPipeline, ordersPipeline, output, project } from '../../../helpers/pipeline-stack';
import { parseStack } from '../../../helpers/terraform-json';

const hello = helloPipeline();
const orders = ordersPipeline();

describe('the image build', () => {
  it('runs Docker in AWS’s Amazon Linux 2023 image, one build at a time, for at most 30 minutes', () => {
    expect(project(hello, 'shop-hello-build')).toMatchObject({
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        compute_type: 'BUILD_GENERAL1_SMALL',
        image_pull_credentials_type: 'CODEBUILD',
        privileged_mode: true,
      },
      cache: { type: 'NO_CACHE' },
      build_timeout: 30,
      queued_timeout: 60,
      concurrent_build_limit: 1,
    });
  });

  it('gets the image repository and the build settings as variables, and no secret', () => {
    const { environment } = project(orders, 'shop-orders-build') as { environment: Record<string, unknown> };
    expect(environment.environment_variable).toEqual([
      { name: 'REPOSITORY_URL', value: output('orders-registry', 'repository_url'), type: 'PLAINTEXT' },
      { name: 'CONTAINER_NAME', value: output('dev-orders', 'container_name'), type: 'PLAINTEXT' },
      { name: 'DOCKERFILE', value: 'docker/Dockerfile', type: 'PLAINTEXT' },
      { name: 'CONTEXT', value: 'app', type: 'PLAINTEXT' },
    ]);
  });

  it.each([
    ['shop-hello-build', imageBuildspec],
    ['shop-hello-record', releaseBuildspec],
    ['shop-hello-record-dev', recordBuildspec],
  ])('and %s carries its buildspec, escaped for Terraform', (name, buildspec) => {
    const { source } = project(hello, name) as { source: { buildspec: string } };
    expect(source.buildspec).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
    expect(source.buildspec.replaceAll('$${', '${')).toBe(buildspec);
  });
});

describe('the deployment record', () => {
  it('runs without Docker, for one environment, and for longer than a deploy may take', () => {
    const record = project(hello, 'shop-hello-record-prod');
    expect(record).toMatchObject({
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      build_timeout: 45,
      queued_timeout: 60,
    });
    const { environment } = record as { environment: Record<string, unknown> };
    expect(environment.privileged_mode).toBe(false);
    expect(environment.environment_variable).toEqual(
      expect.arrayContaining([
        { name: 'CLUSTER', value: output('prod-cluster', 'cluster_name'), type: 'PLAINTEXT' },
        { name: 'SERVICE', value: output('prod-hello', 'service_name'), type: 'PLAINTEXT' },
        { name: 'PARAMETER', value: output('prod-hello', 'image_parameter_name'), type: 'PLAINTEXT' },
      ]),
    );
    expect(record.concurrent_build_limit).toBeUndefined();
    expect(record.cache).toBeUndefined();
  });
});

describe('the logs of builds', () => {
  it.each(['build', 'record', 'record-dev'])('of %s go to a group that keeps them for 30 days', (purpose) => {
    const groups = Object.entries(parseStack(hello).resource?.aws_cloudwatch_log_group ?? {});
    const [id] = groups.find(([, group]) => group.name === `/aws/codebuild/shop-hello-${purpose}`) ?? [];
    expect(hello).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: `/aws/codebuild/shop-hello-${purpose}`,
      retention_in_days: 30,
    });
    expect(project(hello, `shop-hello-${purpose}`).logs_config).toEqual({
      cloudwatch_logs: { group_name: `\${aws_cloudwatch_log_group.${id ?? ''}.name}`, status: 'ENABLED' },
    });
  });
});
