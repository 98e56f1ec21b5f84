import type { ActionDeclaration, PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';

import { ACCOUNT } from './embedded-aws';

/** ARN of the role that {@link createPipelineRole} makes. */
export const PIPELINE_ROLE = `arn:aws:iam::${ACCOUNT}:role/pipeline`;

/** What a role may do. */
export interface RoleStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * What a pipeline needs that builds and deploys to ECS, and no more (CodePipeline User Guide, "Manage the CodePipeline
 * service role" and "Service role permissions: Amazon ECS standard action").
 */
export const DEPLOYER: readonly RoleStatement[] = [
  {
    Effect: 'Allow',
    Action: ['s3:GetBucketVersioning', 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
    Resource: '*',
  },
  { Effect: 'Allow', Action: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: ['ecs:DescribeServices', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition', 'ecs:UpdateService'],
    Resource: '*',
  },
  {
    Effect: 'Allow',
    Action: 'ecs:TagResource',
    Resource: '*',
    Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
  },
  {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: '*',
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  },
];

/**
 * Makes a role that CodePipeline may assume.
 * @param statements what it may do @default everything
 * @param RoleName @default the role of {@link PIPELINE_ROLE}
 */
export async function createPipelineRole(
  iam: IAMClient,
  statements: readonly RoleStatement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  RoleName = 'pipeline',
): Promise<void> {
  const trust = { Effect: 'Allow', Principal: { Service: 'codepipeline.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = documentOf([trust]);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = documentOf(statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'actions', PolicyDocument }));
}

function documentOf(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** A pipeline that builds what GitHub has and deploys it to ECS. */
export function pipelineNamed(name: string): PipelineDeclaration & { name: string } {
  return {
    name,
    roleArn: PIPELINE_ROLE,
    pipelineType: 'V2',
    executionMode: 'QUEUED',
    variables: [{ name: 'IMAGE_TAG', defaultValue: 'latest' }],
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [
      { name: 'Source', actions: [sourceAction()] },
      { name: 'Build', actions: [buildAction()] },
    ],
  };
}

function sourceAction(): ActionDeclaration {
  return {
    name: 'GitHub',
    actionTypeId: { category: 'Source', owner: 'ThirdParty', provider: 'GitHub', version: '1' },
    configuration: {
      Owner: 'octo',
      Repo: 'orders',
      Branch: 'main',
      OAuthToken: 'ghp_1',
      PollForSourceChanges: 'false',
    },
    outputArtifacts: [{ name: 'source' }],
  };
}

function buildAction(): ActionDeclaration {
  return {
    name: 'Image',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: { ProjectName: 'orders' },
    inputArtifacts: [{ name: 'source' }],
    outputArtifacts: [{ name: 'image' }],
  };
}
