import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { imageBuildspec } from '../../../../modules/pipeline/buildspec';
import { ImageBuild } from '../../../../modules/pipeline/image-build';
import { countResources, onlyResource, policyStatements } from '../../../helpers/terraform-json';

describe('ImageBuild', () => {
  const synth = Testing.synthScope((scope) => {
    new ImageBuild(scope, 'build', {
      projectName: 'shop-hello-build',
      roleName: 'shop-hello-build',
      account: '123456789012',
      region: 'eu-central-1',
      artifactBucketArn: 'arn:bucket',
      repositoryArn: 'arn:repository',
      repositoryUrl: 'registry.example.com/shop-hello',
      containerName: 'hello',
      dockerfile: 'docker/Dockerfile',
      context: 'app',
    });
  });
  const project = onlyResource(synth, CodebuildProject);

  it('runs Docker, one build at a time, for 30 minutes at most', () => {
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      name: 'shop-hello-build',
      description: 'Builds the image of a commit and pushes it.',
      cache: { type: 'NO_CACHE' },
      build_timeout: 30,
      concurrent_build_limit: 1,
    });
    expect(project.environment).toMatchObject({ privileged_mode: true });
  });

  it('knows from its variables what to build and where to push it', () => {
    expect(project.environment).toMatchObject({
      environment_variable: [
        { name: 'REPOSITORY_URL', value: 'registry.example.com/shop-hello', type: 'PLAINTEXT' },
        { name: 'CONTAINER_NAME', value: 'hello', type: 'PLAINTEXT' },
        { name: 'DOCKERFILE', value: 'docker/Dockerfile', type: 'PLAINTEXT' },
        { name: 'CONTEXT', value: 'app', type: 'PLAINTEXT' },
      ],
    });
  });

  it('runs the buildspec of images', () => {
    const { buildspec } = project.source as { buildspec: string };
    expect(buildspec.replaceAll('$${', '${')).toBe(imageBuildspec);
  });

  it('may read the source, leave what it built, and push to one repository', () => {
    const [log, ...granted] = policyStatements(onlyResource(synth, IamRolePolicy).policy);
    expect(log).toMatchObject({ Sid: 'WriteLog' });
    expect(granted).toEqual([
      {
        Sid: 'ReadSource',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:bucket/*/Source/*',
      },
      { Sid: 'WriteBuild', Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:bucket/*/Build/*' },
      { Sid: 'SignInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'PushImages',
        Effect: 'Allow',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        Resource: 'arn:repository',
      },
    ]);
  });

  it('is one project with its log and its role', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 1,
      aws_codebuild_project: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
    });
  });
});
