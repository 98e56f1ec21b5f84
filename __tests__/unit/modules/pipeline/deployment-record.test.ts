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
      projectName: 'shop-hello-record',
      roleName: 'shop-hello-record',
      account: '123456789012',
      region: 'eu-central-1',
      artifactBucketArn: 'arn:bucket',
      containerName: 'hello',
      targets: [deployTarget('dev'), deployTarget('prod')],
    });
  });
  const project = onlyResource(synth, CodebuildProject);

  it('runs without Docker, several at once, and longer than a deployment may take', () => {
    expect(synth).toHaveResourceWithProperties(CodebuildProject, {
      name: 'shop-hello-record',
      description: 'Follows a deployment and records the image that it brought.',
      build_timeout: 45,
    });
    expect(project.environment).toMatchObject({
      privileged_mode: false,
      environment_variable: [{ name: 'CONTAINER_NAME', value: 'hello', type: 'PLAINTEXT' }],
    });
    expect(project).not.toHaveProperty('concurrent_build_limit');
  });

  it('runs the buildspec of records', () => {
    const { buildspec } = project.source as { buildspec: string };
    expect(buildspec.replaceAll('$${', '${')).toBe(recordBuildspec);
  });

  it('may follow the deployments of its services and write their images', () => {
    const [log, ...granted] = policyStatements(onlyResource(synth, IamRolePolicy).policy);
    expect(log).toMatchObject({ Sid: 'WriteLog' });
    expect(granted).toEqual([
      {
        Sid: 'ReadArtifacts',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:bucket/*',
      },
      {
        Sid: 'FollowDeployments',
        Effect: 'Allow',
        Action: ['ecs:DescribeServices', 'ecs:UpdateService'],
        Resource: ['arn:dev-service', 'arn:prod-service'],
      },
      {
        Sid: 'TakeBackTaskDefinitions',
        Effect: 'Allow',
        Action: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition'],
        Resource: '*',
      },
      {
        Sid: 'WriteDeployedImages',
        Effect: 'Allow',
        Action: 'ssm:PutParameter',
        Resource: ['arn:dev-image', 'arn:prod-image'],
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
