import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { recordBuildspec } from '../../../../modules/pipeline/buildspec';
import { DeploymentRecord } from '../../../../modules/pipeline/deployment-record';
import { deployTarget } from '../../../helpers/deploy-target';
import { countResources, onlyResource, policyStatements } from '../../../helpers/terraform-json';

describe('DeploymentRecord', () => {
  const synth = Testing.synthScope((scope) => {
    new DeploymentRecord(scope, 'record', {
      projectName: 'shop-hello-record-prod',
      roleName: 'shop-hello-record-prod',
      account: '123456789012',
      region: 'eu-central-1',
      artifactBucketArn: 'arn:bucket',
      repositoryArn: 'arn:repository',
      repositoryUrl: 'registry.example.com/shop-hello',
      containerName: 'hello',
      pipelineName: 'shop-hello',
      target: deployTarget('prod'),
    });
  });
  const project = onlyResource(synth, CodebuildProject);

  it('runs without Docker, and longer than a deployment may take', () => {
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      name: 'shop-hello-record-prod',
      description: 'Follows deployments to prod and records what they brought.',
      build_timeout: 45,
    });
    expect(project.environment).toMatchObject({ privileged_mode: false });
    expect(project).not.toHaveProperty('concurrent_build_limit');
  });

  it('knows the one environment from variables of its own', () => {
    const { environment_variable: variables } = project.environment as {
      environment_variable: readonly { readonly name: string; readonly value: string }[];
    };
    expect(Object.fromEntries(variables.map(({ name, value }) => [name, value]))).toEqual({
      REPOSITORY_URL: 'registry.example.com/shop-hello',
      CONTAINER_NAME: 'hello',
      PIPELINE: 'shop-hello',
      STAGE: 'Deploy-prod',
      ENVIRONMENT: 'prod',
      CLUSTER: 'prod-cluster',
      SERVICE: 'prod-service',
      FAMILY: 'prod-family',
      PLACEHOLDER_FAMILY: 'prod-placeholder',
      PARAMETER: '/prod/image',
    });
  });

  it('runs the buildspec of records', () => {
    const { buildspec } = project.source as { buildspec: string };
    expect(buildspec.replaceAll('$${', '${')).toBe(recordBuildspec);
  });

  it('may follow the deployments of its one service, prepare the first, write its image and keep it', () => {
    const [log, ...granted] = policyStatements(onlyResource(synth, IamRolePolicy).policy);
    expect(log).toMatchObject({ Sid: 'WriteLog' });
    const ecs = 'arn:aws:ecs:eu-central-1:123456789012';
    expect(granted).toEqual([
      {
        Sid: 'ReadRelease',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:bucket/*/Release/*',
      },
      {
        Sid: 'FindDeployAction',
        Effect: 'Allow',
        Action: 'codepipeline:ListActionExecutions',
        Resource: 'arn:aws:codepipeline:eu-central-1:123456789012:shop-hello',
      },
      {
        Sid: 'FollowDeployments',
        Effect: 'Allow',
        Action: [
          'ecs:DescribeServiceDeployments',
          'ecs:DescribeServiceRevisions',
          'ecs:DescribeServices',
          'ecs:ListServiceDeployments',
          'ecs:UpdateService',
        ],
        Resource: [
          'arn:prod-service',
          `${ecs}:service-deployment/prod-cluster/prod-service/*`,
          `${ecs}:service-revision/prod-cluster/prod-service/*`,
        ],
      },
      {
        Sid: 'TakeBackTaskDefinitions',
        Effect: 'Allow',
        Action: 'ecs:DeregisterTaskDefinition',
        Resource: '*',
      },
      {
        Sid: 'RegisterTaskDefinitions',
        Effect: 'Allow',
        Action: ['ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
        Resource: '*',
      },
      {
        Sid: 'TagNewTaskDefinitions',
        Effect: 'Allow',
        Action: 'ecs:TagResource',
        Resource: `${ecs}:task-definition/prod-family:*`,
        Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
      },
      {
        Sid: 'PassTaskRoles',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: ['arn:prod-execution-role', 'arn:prod-task-role'],
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
      {
        Sid: 'WriteDeployedImage',
        Effect: 'Allow',
        Action: ['ssm:GetParameterHistory', 'ssm:PutParameter'],
        Resource: 'arn:prod-image',
      },
      {
        Sid: 'KeepReleasedImages',
        Effect: 'Allow',
        Action: ['ecr:BatchDeleteImage', 'ecr:BatchGetImage', 'ecr:DescribeImages', 'ecr:PutImage'],
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
