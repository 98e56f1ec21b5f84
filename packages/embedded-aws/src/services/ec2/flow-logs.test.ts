import {
  CreateFlowLogsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  EC2Client,
  type FlowLog,
} from '@aws-sdk/client-ec2';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';

import { actAs, createRole, type PolicyStatement, roleArn } from '../../gateway/authorization/testing';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const GROUP = '/vpc/shop';
const LogDestination = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${GROUP}`;
const tagged = { 'aws:RequestTag/part': 'shop' };

let owner: EC2Client;
let vpc: string;
let roles = 0;

beforeAll(async () => {
  owner = fixture.client(EC2Client);
  await fixture.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags: [{ Key: 'part', Value: 'shop' }] }];
  const { Vpc } = await owner.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications }));
  vpc = Vpc?.VpcId ?? '';
});

async function create(ec2: EC2Client): Promise<string> {
  const { FlowLogIds = [] } = await ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [vpc],
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
      LogDestination,
      DeliverLogsPermissionArn: roleArn('flow-logs'),
      MaxAggregationInterval: 60,
      TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [{ Key: 'part', Value: 'shop' }] }],
    }),
  );
  return FlowLogIds[0] ?? '';
}

async function existing(): Promise<FlowLog[]> {
  return (await owner.send(new DescribeFlowLogsCommand({}))).FlowLogs ?? [];
}

const remove = (id: string): Promise<unknown> => owner.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }));

async function roleWith(...statements: PolicyStatement[]): Promise<EC2Client> {
  roles += 1;
  const name = `network-${String(roles)}`;
  await createRole(fixture.client(IAMClient), name, ...statements);
  return new EC2Client(await actAs(fixture, name));
}

const CREATES: PolicyStatement = {
  Effect: 'Allow',
  Action: ['ec2:CreateFlowLogs', 'ec2:CreateTags'],
  Resource: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc-flow-log/*`,
  Condition: { StringEquals: tagged },
};
const OBSERVES: PolicyStatement = {
  Effect: 'Allow',
  Action: 'ec2:CreateFlowLogs',
  Resource: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/*`,
  Condition: { StringEquals: { 'aws:ResourceTag/part': 'shop' } },
};
const PASSES: PolicyStatement = {
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource: roleArn('flow-logs'),
  Condition: { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
};

describe('a flow log of a VPC', () => {
  test('is created, described with its tags, and deleted', async () => {
    const id = await create(owner);
    expect(await existing()).toMatchObject([
      {
        FlowLogId: id,
        FlowLogStatus: 'ACTIVE',
        ResourceId: vpc,
        TrafficType: 'ALL',
        LogDestination,
        LogDestinationType: 'cloud-watch-logs',
        DeliverLogsPermissionArn: roleArn('flow-logs'),
        MaxAggregationInterval: 60,
        Tags: [{ Key: 'part', Value: 'shop' }],
      },
    ]);
    await remove(id);
    expect(await existing()).toEqual([]);
  });

  test('is created by a role that may create and tag it, observe the VPC and pass the role', async () => {
    await remove(await create(await roleWith(CREATES, OBSERVES, PASSES)));
  });

  test.each<[string, PolicyStatement[]]>([
    ['iam:PassRole', [CREATES, OBSERVES]],
    ['iam:PassRole', [CREATES, OBSERVES, { ...PASSES, Resource: roleArn('other') }]],
    [
      'iam:PassRole',
      [
        CREATES,
        OBSERVES,
        { ...PASSES, Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } },
      ],
    ],
    ['ec2:CreateTags', [{ ...CREATES, Action: 'ec2:CreateFlowLogs' }, OBSERVES, PASSES]],
    [
      'ec2:CreateFlowLogs',
      [{ ...CREATES, Condition: { StringEquals: { 'aws:RequestTag/part': 'other' } } }, OBSERVES, PASSES],
    ],
    [
      'ec2:CreateFlowLogs',
      [CREATES, { ...OBSERVES, Condition: { StringEquals: { 'aws:ResourceTag/part': 'other' } } }, PASSES],
    ],
  ])('is not created without %s for exactly this', async (missing, statements) => {
    const ec2 = await roleWith(...statements);
    await expect(create(ec2)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(missing) as string,
    });
    expect(await existing()).toEqual([]);
  });
});
