import {
  BatchGetBuildsCommand,
  CodeBuildClient,
  CreateProjectCommand,
  CreateReportGroupCommand,
  StartBuildCommand,
} from '@aws-sdk/client-codebuild';
import { CodeDeployClient, CreateDeploymentCommand, GetDeploymentConfigCommand } from '@aws-sdk/client-codedeploy';
import {
  CodePipelineClient,
  GetPipelineStateCommand,
  PutApprovalResultCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { CodeStarConnectionsClient, GetConnectionCommand } from '@aws-sdk/client-codestar-connections';
import {
  BatchGetImageCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  InitiateLayerUploadCommand,
} from '@aws-sdk/client-ecr';
import {
  DeregisterTaskDefinitionCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';

import { REGION } from '../../testing/embedded-aws';
import { roleArn } from './testing';
import { arn, useQuestions } from './testing-questions';

const { check, fixture, settings } = useQuestions();

const ecr = (): ECRClient => new ECRClient(settings());
check('ECR', [
  [
    'a token is for the whole registry',
    () => ecr().send(new GetAuthorizationTokenCommand({})),
    ['ecr:GetAuthorizationToken *'],
  ],
  [
    'a push is to a repository',
    () => ecr().send(new InitiateLayerUploadCommand({ repositoryName: 'team/orders' })),
    [`ecr:InitiateLayerUpload ${arn('ecr', 'repository/team/orders')}`],
  ],
  [
    'the registry may be that of another account',
    () =>
      ecr().send(
        new BatchGetImageCommand({
          registryId: '333333333333',
          repositoryName: 'orders',
          imageIds: [{ imageTag: 'a' }],
        }),
      ),
    [`ecr:BatchGetImage arn:aws:ecr:${REGION}:333333333333:repository/orders`],
  ],
]);

const ecs = (): ECSClient => new ECSClient(settings());
const containerDefinitions = [{ name: 'app', image: 'app', memory: 128 }];
check('ECS', [
  [
    'services are named with their cluster',
    () =>
      ecs().send(
        new DescribeServicesCommand({
          cluster: arn('ecs', 'cluster/main'),
          services: ['orders', arn('ecs', 'service/main/carts')],
        }),
      ),
    [
      `ecs:DescribeServices ${arn('ecs', 'service/main/orders')}`,
      `ecs:DescribeServices ${arn('ecs', 'service/main/carts')}`,
    ],
  ],
  [
    'the cluster is the default one',
    () => ecs().send(new UpdateServiceCommand({ service: 'orders' })),
    [`ecs:UpdateService ${arn('ecs', 'service/default/orders')}`],
  ],
  [
    'what became of a service is told of it and of the deployment',
    () => {
      const serviceDeploymentArns = [arn('ecs', 'service-deployment/main/orders/abc')];
      return ecs().send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns }));
    },
    [
      `ecs:DescribeServiceDeployments ${arn('ecs', 'service-deployment/main/orders/abc')}`,
      `ecs:DescribeServiceDeployments ${arn('ecs', 'service/main/orders')}`,
    ],
  ],
  [
    'definitions of tasks are described on no resource',
    () => ecs().send(new DescribeTaskDefinitionCommand({ taskDefinition: 'orders' })),
    ['ecs:DescribeTaskDefinition *'],
  ],
  [
    'and deregistered on none',
    () => ecs().send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'orders:1' })),
    ['ecs:DeregisterTaskDefinition *'],
  ],
  [
    'a new definition is tagged, and roles are passed with it',
    () =>
      ecs().send(
        new RegisterTaskDefinitionCommand({
          family: 'orders',
          containerDefinitions,
          tags: [{ key: 'team', value: 'red' }],
          executionRoleArn: roleArn('execution'),
          taskRoleArn: roleArn('task'),
        }),
      ),
    [
      `ecs:RegisterTaskDefinition ${arn('ecs', 'task-definition/orders:*')}`,
      `ecs:TagResource ${arn('ecs', 'task-definition/orders:*')}`,
      `iam:PassRole ${roleArn('task')}`,
      `iam:PassRole ${roleArn('execution')}`,
    ],
  ],
  [
    'a task gets the roles of its definition',
    async () => {
      const roles = { executionRoleArn: roleArn('execution'), taskRoleArn: roleArn('task') };
      const definition = { family: 'passing', containerDefinitions, ...roles };
      await fixture.client(ECSClient).send(new RegisterTaskDefinitionCommand(definition));
      await ecs().send(new RunTaskCommand({ taskDefinition: 'passing:1' }));
    },
    [
      `ecs:RunTask ${arn('ecs', 'task-definition/passing:1')}`,
      `iam:PassRole ${roleArn('task')}`,
      `iam:PassRole ${roleArn('execution')}`,
    ],
  ],
  [
    'a task may get another role than its definition has',
    () => ecs().send(new RunTaskCommand({ taskDefinition: 'orders:3', overrides: { taskRoleArn: roleArn('other') } })),
    [`ecs:RunTask ${arn('ecs', 'task-definition/orders:3')}`, `iam:PassRole ${roleArn('other')}`],
  ],
]);

const codebuild = (): CodeBuildClient => new CodeBuildClient(settings());
check('CodeBuild', [
  [
    'a build is started of a project',
    () => codebuild().send(new StartBuildCommand({ projectName: 'orders' })),
    [`codebuild:StartBuild ${arn('codebuild', 'project/orders')}`],
  ],
  [
    'builds are those of their projects',
    () => codebuild().send(new BatchGetBuildsCommand({ ids: ['orders:1', 'orders:2', 'carts:1'] })),
    [
      `codebuild:BatchGetBuilds ${arn('codebuild', 'project/orders')}`,
      `codebuild:BatchGetBuilds ${arn('codebuild', 'project/carts')}`,
    ],
  ],
  [
    'a project is passed its role',
    () =>
      codebuild().send(
        new CreateProjectCommand({
          name: 'orders',
          serviceRole: roleArn('build'),
          source: { type: 'NO_SOURCE' },
          artifacts: { type: 'NO_ARTIFACTS' },
          environment: {
            type: 'LINUX_CONTAINER',
            image: 'aws/codebuild/standard:7.0',
            computeType: 'BUILD_GENERAL1_SMALL',
          },
        }),
      ),
    [`codebuild:CreateProject ${arn('codebuild', 'project/orders')}`, `iam:PassRole ${roleArn('build')}`],
  ],
  [
    'reports are in groups',
    () =>
      codebuild().send(
        new CreateReportGroupCommand({ name: 'tests', type: 'TEST', exportConfig: { exportConfigType: 'NO_EXPORT' } }),
      ),
    [`codebuild:CreateReportGroup ${arn('codebuild', 'report-group/tests')}`],
  ],
]);

const pipeline = (): CodePipelineClient => new CodePipelineClient(settings());
check('CodePipeline', [
  [
    'a pipeline is started',
    () => pipeline().send(new StartPipelineExecutionCommand({ name: 'orders' })),
    [`codepipeline:StartPipelineExecution ${arn('codepipeline', 'orders')}`],
  ],
  [
    'its state is read',
    () => pipeline().send(new GetPipelineStateCommand({ name: 'orders' })),
    [`codepipeline:GetPipelineState ${arn('codepipeline', 'orders')}`],
  ],
  [
    'an action is approved',
    () =>
      pipeline().send(
        new PutApprovalResultCommand({
          pipelineName: 'orders',
          stageName: 'Release',
          actionName: 'Approve',
          result: { summary: '', status: 'Approved' },
          token: 'a',
        }),
      ),
    [`codepipeline:PutApprovalResult ${arn('codepipeline', 'orders/Release/Approve')}`],
  ],
]);

check('others', [
  [
    'CodeDeploy: a deployment is of a group',
    () =>
      new CodeDeployClient(settings()).send(
        new CreateDeploymentCommand({ applicationName: 'orders', deploymentGroupName: 'prod' }),
      ),
    [`codedeploy:CreateDeployment ${arn('codedeploy', 'deploymentgroup:orders/prod')}`],
  ],
  [
    'CodeDeploy: a configuration is named',
    () =>
      new CodeDeployClient(settings()).send(
        new GetDeploymentConfigCommand({ deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' }),
      ),
    [`codedeploy:GetDeploymentConfig ${arn('codedeploy', 'deploymentconfig:CodeDeployDefault.ECSAllAtOnce')}`],
  ],
  [
    'CodeStar Connections: a connection is an ARN',
    () =>
      new CodeStarConnectionsClient(settings()).send(
        new GetConnectionCommand({ ConnectionArn: arn('codestar-connections', 'connection/1') }),
      ),
    [`codestar-connections:GetConnection ${arn('codestar-connections', 'connection/1')}`],
  ],
]);
