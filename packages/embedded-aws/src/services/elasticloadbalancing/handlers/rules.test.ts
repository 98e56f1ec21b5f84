import {
  CreateRuleCommand,
  DeleteRuleCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  type RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createListener, createLoadBalancer, createNetwork, createTargetGroup } from './testing';

const fixture = useEmbeddedAws();

const CONDITIONS: RuleCondition[] = [
  { Field: 'path-pattern', PathPatternConfig: { Values: ['/hello', '/hello/*'] } },
  { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Origin-Verify', Values: ['s&<>"+= ä'] } },
];

let client: ElasticLoadBalancingV2Client;
let listener: string;
let targets: string;

beforeAll(async () => {
  client = fixture.client(ElasticLoadBalancingV2Client);
  const network = await createNetwork(fixture);
  listener = await createListener(client, await createLoadBalancer(client, network, 'rules'), 80);
  targets = await createTargetGroup(client, network, 'rules');
});

async function create(priority: number): Promise<string> {
  const { Rules } = await client.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: priority,
      Conditions: CONDITIONS,
      Actions: [{ Type: 'forward', TargetGroupArn: targets }],
    }),
  );
  return Rules?.[0]?.RuleArn ?? '';
}

test('a rule has the conditions, action and priority it was created with', async () => {
  const arn = await create(27115);
  const { Rules } = await client.send(new DescribeRulesCommand({ RuleArns: [arn] }));
  expect(Rules).toMatchObject([
    {
      Priority: '27115',
      IsDefault: false,
      Conditions: CONDITIONS,
      Actions: [{ Type: 'forward', TargetGroupArn: targets }],
    },
  ]);
});

test('a second rule of one priority is refused', async () => {
  const arn = await create(7);
  await expect(create(7)).rejects.toMatchObject({ name: 'PriorityInUseException' });
  await client.send(new DeleteRuleCommand({ RuleArn: arn }));
  expect(await create(7)).not.toBe(arn);
});

test('the conditions of a rule are replaced', async () => {
  const arn = await create(8);
  const conditions: RuleCondition[] = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/hi'] } }];
  await client.send(new ModifyRuleCommand({ RuleArn: arn, Conditions: conditions }));
  const { Rules } = await client.send(new DescribeRulesCommand({ RuleArns: [arn] }));
  expect(Rules?.[0]?.Conditions).toEqual([expect.objectContaining(conditions[0])]);
  expect(Rules?.[0]?.Actions).toMatchObject([{ TargetGroupArn: targets }]);
});
