import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { releaseBuildspec } from '../../../../modules/pipeline/buildspec';
import { ReleaseRecord } from '../../../../modules/pipeline/release-record';
import { countResources, onlyResource, policyStatements } from '../../../helpers/terraform-json';

describe('ReleaseRecord', () => {
  const synth = Testing.synthScope((scope) => {
    new ReleaseRecord(scope, 'record', {
      projectName: 'shop-hello-record',
      roleName: 'shop-hello-record',
      account: '123456789012',
      region: 'eu-central-1',
      artifactBucketArn: 'arn:bucket',
      repositoryArn: 'arn:repository',
      repositoryUrl: 'registry.example.com/shop-hello',
      containerName: 'hello',
    });
  });
  const project = onlyResource(synth, CodebuildProject);

  it('runs the buildspec of releases, without Docker', () => {
    const { buildspec } = project.source as { buildspec: string };
    expect(buildspec.replaceAll('$${', '${')).toBe(releaseBuildspec);
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      name: 'shop-hello-record',
      description: 'Checks what a build left and records it as a release.',
    });
    expect(project.environment).toMatchObject({
      privileged_mode: false,
      environment_variable: [
        { name: 'REPOSITORY_URL', value: 'registry.example.com/shop-hello', type: 'PLAINTEXT' },
        { name: 'CONTAINER_NAME', value: 'hello', type: 'PLAINTEXT' },
      ],
    });
  });

  it('may read what a build left, find images and write the release, and change nothing else', () => {
    const [log, ...granted] = policyStatements(onlyResource(synth, IamRolePolicy).policy);
    expect(log).toMatchObject({ Sid: 'WriteLog' });
    expect(granted).toEqual([
      {
        Sid: 'ReadBuild',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:bucket/*/Build/*',
      },
      { Sid: 'WriteRelease', Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:bucket/*/Release/*' },
      { Sid: 'FindImages', Effect: 'Allow', Action: 'ecr:DescribeImages', Resource: 'arn:repository' },
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
