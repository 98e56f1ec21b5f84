import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { BuildProject, type BuildProjectProps } from '../../../../modules/pipeline/build-project';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

function project(changes: Partial<BuildProjectProps> = {}): string {
  return Testing.synthScope((scope) => {
    new BuildProject(scope, 'project', {
      projectName: 'shop-hello-check',
      roleName: 'shop-hello-check-role',
      account: '123456789012',
      region: 'eu-central-1',
      description: 'Checks.',
      buildspec: 'echo "${HOME}"',
      variables: { A: '1', B: '2' },
      docker: false,
      grants: [{ sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:bucket/*'] }],
      ...changes,
    });
  });
}

describe('BuildProject', () => {
  const synth = project();

  it('takes source and artifacts from the pipeline, and runs its own buildspec', () => {
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      name: 'shop-hello-check',
      description: 'Checks.',
      service_role: referenceTo(synth, IamRole, 'arn'),
      source: { type: 'CODEPIPELINE', buildspec: 'echo "$${HOME}"' },
      artifacts: { type: 'CODEPIPELINE' },
    });
  });

  it("runs in AWS's Amazon Linux 2023 image with the variables given", () => {
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        compute_type: 'BUILD_GENERAL1_SMALL',
        image_pull_credentials_type: 'CODEBUILD',
        privileged_mode: false,
        environment_variable: [
          { name: 'A', value: '1', type: 'PLAINTEXT' },
          { name: 'B', value: '2', type: 'PLAINTEXT' },
        ],
      },
    });
  });

  it('takes 30 minutes at most, has no cache and no limit of builds at once by default', () => {
    expect(synth).toHaveResourceWithProperties(CodebuildProject, { build_timeout: 30, queued_timeout: 60 });
    expect(onlyResource(synth, CodebuildProject)).not.toHaveProperty('cache');
    expect(onlyResource(synth, CodebuildProject)).not.toHaveProperty('concurrent_build_limit');
  });

  it('takes as long and runs as many builds at once as told', () => {
    expect(project({ buildTimeoutMinutes: 45, concurrentBuildLimit: 2 })).toHaveResourceWithProperties(
      CodebuildProject,
      { build_timeout: 45, queued_timeout: 60, concurrent_build_limit: 2 },
    );
  });

  it('runs Docker in a privileged container when told, and keeps nothing of it for the next build', () => {
    const docker = onlyResource(project({ docker: true }), CodebuildProject);
    expect(docker.cache).toEqual({ type: 'NO_CACHE' });
    expect(docker.environment).toMatchObject({ privileged_mode: true });
  });

  it('writes its log to a group that keeps it for 30 days', () => {
    expect(onlyResource(synth, CloudwatchLogGroup)).toEqual({
      name: '/aws/codebuild/shop-hello-check',
      retention_in_days: 30,
    });
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      logs_config: {
        cloudwatch_logs: { group_name: referenceTo(synth, CloudwatchLogGroup, 'name'), status: 'ENABLED' },
      },
    });
  });

  it('has a role that CodeBuild assumes for this project only', () => {
    expect(synth).toHaveResourceWithProperties(IamRole, { name: 'shop-hello-check-role', description: 'Checks.' });
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toEqual([
      {
        Sid: 'AssumedByService',
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '123456789012',
            'aws:SourceArn': 'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-check',
          },
        },
      },
    ]);
  });

  it('may write its log and do what was granted', () => {
    expect(policyStatements(onlyResource(synth, IamRolePolicy).policy)).toEqual([
      {
        Sid: 'WriteLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/codebuild/shop-hello-check:*',
      },
      { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:bucket/*' },
    ]);
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 1,
      aws_codebuild_project: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
    });
  });
});
