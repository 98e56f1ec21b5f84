import {
  CreateRuleCommand,
  DeleteRuleCommand,
  DeleteTargetGroupCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createListener, createLoadBalancer, createNetwork, createTargetGroup, type Network } from './testing';

const fixture = useEmbeddedAws();

let client: ElasticLoadBalancingV2Client;
let network: Network;

beforeAll(async () => {
  client = fixture.client(ElasticLoadBalancingV2Client);
  network = await createNetwork(fixture);
});

test('the health check of a target group is changed', async () => {
  const TargetGroupArn = await createTargetGroup(client, network, 'health');
  const changes = {
    HealthCheckPath: '/ready',
    HealthCheckIntervalSeconds: 60,
    HealthCheckTimeoutSeconds: 10,
    HealthyThresholdCount: 3,
    UnhealthyThresholdCount: 4,
    Matcher: { HttpCode: '200-299,404' },
  };
  await client.send(new ModifyTargetGroupCommand({ TargetGroupArn, ...changes }));
  const { TargetGroups } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [TargetGroupArn] }));
  expect(TargetGroups).toMatchObject([{ ...changes, Protocol: 'HTTP', Port: 80, TargetType: 'ip' }]);
});

test('attributes of a target group are read back as they were set', async () => {
  const TargetGroupArn = await createTargetGroup(client, network, 'attributes');
  const Attributes = [
    { Key: 'deregistration_delay.timeout_seconds', Value: '30' },
    { Key: 'stickiness.enabled', Value: 'true' },
    { Key: 'stickiness.type', Value: 'lb_cookie' },
  ];
  await client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  const found = await client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
  expect(found.Attributes).toEqual(expect.arrayContaining(Attributes));
});

test('a target group is not deleted while a rule sends requests to it', async () => {
  const TargetGroupArn = await createTargetGroup(client, network, 'used');
  const listener = await createListener(client, await createLoadBalancer(client, network, 'used'), 80);
  const { Rules } = await client.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/hello'] }],
      Actions: [{ Type: 'forward', TargetGroupArn }],
    }),
  );
  const deleteIt = new DeleteTargetGroupCommand({ TargetGroupArn });
  await expect(client.send(deleteIt)).rejects.toMatchObject({
    name: 'ResourceInUseException',
    message: `The target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
  });
  await client.send(new DeleteRuleCommand({ RuleArn: Rules?.[0]?.RuleArn }));
  await expect(client.send(deleteIt)).resolves.toBeDefined();
});
