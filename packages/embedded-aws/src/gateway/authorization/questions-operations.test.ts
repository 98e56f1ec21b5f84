import { APIGatewayClient, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AttachRolePolicyCommand, CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, GetParametersByPathCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

import { REGION } from '../../testing/embedded-aws';
import { roleArn } from './testing';
import { arn, useQuestions } from './testing-questions';

const { check, fixture, settings } = useQuestions();

const logs = (): CloudWatchLogsClient => new CloudWatchLogsClient(settings());
check('CloudWatch Logs', [
  [
    'a group ends with the colon that streams come after',
    () => logs().send(new CreateLogGroupCommand({ logGroupName: '/ecs/orders' })),
    [`logs:CreateLogGroup ${arn('logs', 'log-group:/ecs/orders:log-stream:')}`],
  ],
  [
    'a stream is part of its group',
    () => logs().send(new CreateLogStreamCommand({ logGroupName: '/ecs/orders', logStreamName: 'app/1' })),
    [`logs:CreateLogStream ${arn('logs', 'log-group:/ecs/orders:log-stream:app/1')}`],
  ],
  [
    'lines are written to a stream',
    () => logs().send(new PutLogEventsCommand({ logGroupName: '/ecs/orders', logStreamName: 'app/1', logEvents: [] })),
    [`logs:PutLogEvents ${arn('logs', 'log-group:/ecs/orders:log-stream:app/1')}`],
  ],
  [
    'streams are listed of a group, which may be an ARN',
    () => logs().send(new DescribeLogStreamsCommand({ logGroupIdentifier: arn('logs', 'log-group:/ecs/orders') })),
    [`logs:DescribeLogStreams ${arn('logs', 'log-group:/ecs/orders:log-stream:')}`],
  ],
  [
    'groups are listed of all',
    () => logs().send(new DescribeLogGroupsCommand({})),
    [`logs:DescribeLogGroups ${arn('logs', 'log-group::log-stream:')}`],
  ],
]);

const ssm = (): SSMClient => new SSMClient(settings());
check('SSM', [
  [
    'a parameter is named without its slash and version',
    () => ssm().send(new GetParameterCommand({ Name: '/orders/image:3' })),
    [`ssm:GetParameter ${arn('ssm', 'parameter/orders/image')}`],
  ],
  [
    'or by its ARN',
    () => ssm().send(new GetParameterCommand({ Name: arn('ssm', 'parameter/orders/image') })),
    [`ssm:GetParameter ${arn('ssm', 'parameter/orders/image')}`],
  ],
  [
    'a path is a resource, too',
    () => ssm().send(new GetParametersByPathCommand({ Path: '/orders/' })),
    [`ssm:GetParametersByPath ${arn('ssm', 'parameter/orders/')}`],
  ],
  [
    'a new one is tagged',
    () =>
      ssm().send(
        new PutParameterCommand({ Name: 'image', Value: 'a', Type: 'String', Tags: [{ Key: 'team', Value: 'red' }] }),
      ),
    [`ssm:PutParameter ${arn('ssm', 'parameter/image')}`, `ssm:AddTagsToResource ${arn('ssm', 'parameter/image')}`],
  ],
]);

describe('Secrets Manager', () => {
  test('a secret that is called by its name is asked for by its ARN', async () => {
    const secret = { Name: 'orders/password', SecretString: 'secret' };
    await fixture.client(SecretsManagerClient).send(new CreateSecretCommand(secret));
    const secrets = new SecretsManagerClient(settings());
    const { ARN } = await secrets.send(new GetSecretValueCommand({ SecretId: 'orders/password' }));
    expect(ARN).toMatch(/:secret:orders\/password-\w{6}$/);
    expect(fixture.calls.at(-1)?.authorizations).toMatchObject([
      { action: 'secretsmanager:GetSecretValue', resource: ARN },
    ]);
  });
});

check('IAM', [
  [
    'a role is asked for by its ARN',
    () => new IAMClient(settings()).send(new GetRoleCommand({ RoleName: 'administrator' })),
    [`iam:GetRole ${roleArn('administrator')}`],
  ],
  [
    'a policy is attached to a role',
    () =>
      new IAMClient(settings()).send(
        new AttachRolePolicyCommand({ RoleName: 'administrator', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
      ),
    [`iam:AttachRolePolicy ${roleArn('administrator')}`],
  ],
  [
    'a role that is made with tags is tagged, too',
    () =>
      new IAMClient(settings()).send(
        new CreateRoleCommand({
          RoleName: 'made',
          AssumeRolePolicyDocument: '{}',
          Tags: [{ Key: 'team', Value: 'red' }],
        }),
      ),
    [`iam:CreateRole ${roleArn('made')}`, `iam:TagRole ${roleArn('made')}`],
  ],
]);

const account = (path: string, value: string): Promise<unknown> =>
  new APIGatewayClient(settings()).send(
    new UpdateAccountCommand({ patchOperations: [{ op: 'replace', path, value }] }),
  );
check('API Gateway', [
  [
    'the role that writes logs is passed to it',
    () => account('/cloudwatchRoleArn', roleArn('administrator')),
    [`apigateway:PATCH arn:aws:apigateway:${REGION}::/account`, `iam:PassRole ${roleArn('administrator')}`],
  ],
  [
    'no role is passed where the setting is taken away',
    () => account('/cloudwatchRoleArn', ''),
    [`apigateway:PATCH arn:aws:apigateway:${REGION}::/account`],
  ],
]);

const elb = (): ElasticLoadBalancingV2Client => new ElasticLoadBalancingV2Client(settings());
const listenerArn = arn('elasticloadbalancing', 'listener/app/main/1/2');
check('Elastic Load Balancing', [
  [
    'descriptions are of everything',
    () =>
      elb().send(
        new DescribeTargetHealthCommand({ TargetGroupArn: arn('elasticloadbalancing', 'targetgroup/orders/1') }),
      ),
    ['elasticloadbalancing:DescribeTargetHealth *'],
  ],
  [
    'a listener is changed by its ARN',
    () => elb().send(new ModifyListenerCommand({ ListenerArn: listenerArn })),
    [`elasticloadbalancing:ModifyListener ${listenerArn}`],
  ],
  [
    'what is made has no id yet',
    () => elb().send(new CreateTargetGroupCommand({ Name: 'orders', Tags: [{ Key: 'team', Value: 'red' }] })),
    [
      `elasticloadbalancing:CreateTargetGroup ${arn('elasticloadbalancing', 'targetgroup/orders/*')}`,
      `elasticloadbalancing:AddTags ${arn('elasticloadbalancing', 'targetgroup/orders/*')}`,
    ],
  ],
]);

check('others', [
  [
    'SNS: a message is published to a topic',
    () => new SNSClient(settings()).send(new PublishCommand({ TopicArn: arn('sns', 'approvals'), Message: 'a' })),
    [`sns:Publish ${arn('sns', 'approvals')}`],
  ],
  [
    'CloudWatch: an alarm is set',
    () =>
      new CloudWatchClient(settings()).send(
        new SetAlarmStateCommand({ AlarmName: 'errors', StateValue: 'OK', StateReason: 'test' }),
      ),
    [`cloudwatch:SetAlarmState ${arn('cloudwatch', 'alarm:errors')}`],
  ],
  [
    'CloudWatch: alarms are described by their names',
    () => new CloudWatchClient(settings()).send(new DescribeAlarmsCommand({ AlarmNames: ['errors'] })),
    [`cloudwatch:DescribeAlarms ${arn('cloudwatch', 'alarm:errors')}`],
  ],
  [
    'CloudWatch: metrics are no resources',
    () => new CloudWatchClient(settings()).send(new PutMetricDataCommand({ Namespace: 'orders', MetricData: [] })),
    ['cloudwatch:PutMetricData *'],
  ],
  [
    'EC2: descriptions are of everything',
    () => new EC2Client(settings()).send(new DescribeVpcsCommand({})),
    ['ec2:DescribeVpcs *'],
  ],
]);
