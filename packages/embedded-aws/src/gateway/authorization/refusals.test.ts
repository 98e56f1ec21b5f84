import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient, ListProjectsCommand } from '@aws-sdk/client-codebuild';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient, ListClustersCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import type { AwsSettings } from '../settings';
import { actAs, allow, createRole, type PolicyStatement, roleArn } from './testing';

const fixture = useEmbeddedAws();

describe('every service refuses in its own form', () => {
  let settings: AwsSettings;

  beforeAll(async () => {
    await createRole(fixture.client(IAMClient), 'unprivileged');
    settings = await actAs(fixture, 'unprivileged');
  });

  const refusals: [string, () => Promise<unknown>, string, number][] = [
    ['JSON: ECS', () => new ECSClient(settings).send(new ListClustersCommand({})), 'AccessDeniedException', 400],
    [
      'JSON: CodeBuild',
      () => new CodeBuildClient(settings).send(new ListProjectsCommand({})),
      'AccessDeniedException',
      400,
    ],
    [
      'JSON: Logs',
      () => new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand({})),
      'AccessDeniedException',
      400,
    ],
    ['Query: IAM', () => new IAMClient(settings).send(new ListRolesCommand({})), 'AccessDenied', 403],
    [
      'Query: Elastic Load Balancing',
      () => new ElasticLoadBalancingV2Client(settings).send(new DescribeLoadBalancersCommand({})),
      'AccessDenied',
      403,
    ],
    ['Query: SNS', () => new SNSClient(settings).send(new ListTopicsCommand({})), 'AuthorizationErrorException', 403],
    ['EC2', () => new EC2Client(settings).send(new DescribeVpcsCommand({})), 'UnauthorizedOperation', 403],
    ['REST and XML: S3', () => new S3Client(settings).send(new ListBucketsCommand({})), 'AccessDenied', 403],
    [
      'REST and JSON: API Gateway',
      () => new APIGatewayClient(settings).send(new GetRestApisCommand({})),
      'AccessDeniedException',
      403,
    ],
  ];
  test.each(refusals)('%s', async (_, send, name, httpStatusCode) => {
    await expect(send()).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
      message: expect.stringContaining(`assumed-role/unprivileged/test is not authorized to perform: `) as string,
    });
  });
});

describe('a task definition', () => {
  const REGISTER = { Effect: 'Allow', Action: 'ecs:RegisterTaskDefinition', Resource: '*' };
  const TAG = {
    Effect: 'Allow',
    Action: 'ecs:TagResource',
    Resource: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/orders:*`,
    Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
  };
  const PASS = {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: roleArn('task'),
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  };

  beforeAll(() => createRole(fixture.client(IAMClient), 'pipeline'));

  async function register(...statements: PolicyStatement[]): Promise<unknown> {
    await allow(fixture.client(IAMClient), 'pipeline', ...statements);
    const definition = {
      family: 'orders',
      containerDefinitions: [{ name: 'app', image: 'app', memory: 128 }],
      taskRoleArn: roleArn('task'),
      tags: [{ key: 'team', value: 'red' }],
    };
    return new ECSClient(await actAs(fixture, 'pipeline')).send(new RegisterTaskDefinitionCommand(definition));
  }

  test('is registered with the permissions to tag it and to pass its role', async () => {
    await expect(register(REGISTER, TAG, PASS)).resolves.toMatchObject({ taskDefinition: { family: 'orders' } });
  });

  const lacking: [string, PolicyStatement[], string][] = [
    ['the permission to register', [TAG, PASS], 'ecs:RegisterTaskDefinition'],
    ['the permission to tag', [REGISTER, PASS], 'ecs:TagResource'],
    [
      'the permission to tag what this makes',
      [REGISTER, PASS, { ...TAG, Condition: { StringEquals: { 'ecs:CreateAction': 'RunTask' } } }],
      'ecs:TagResource',
    ],
    ['the permission to pass a role', [REGISTER, TAG], 'iam:PassRole'],
    ['the permission to pass this role', [REGISTER, TAG, { ...PASS, Resource: roleArn('other') }], 'iam:PassRole'],
    [
      'the permission to pass it to tasks',
      [REGISTER, TAG, { ...PASS, Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }],
      'iam:PassRole',
    ],
    [
      'a tag that the policy asks for',
      [{ ...REGISTER, Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' } } }, TAG, PASS],
      'ecs:RegisterTaskDefinition',
    ],
    [
      'the region that the policy asks for',
      [{ ...REGISTER, Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }, TAG, PASS],
      'ecs:RegisterTaskDefinition',
    ],
  ];
  test.each(lacking)('is refused without %s', async (_, statements, action) => {
    await expect(register(...statements)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`because no identity-based policy allows the ${action} action`) as string,
    });
  });
});
