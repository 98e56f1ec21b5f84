import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CreateRuleCommand, type RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { LoadBalancerFixture } from '../../elasticloadbalancing/runtime/testing';
import { TestApi } from './testing';

const fixture = useEmbeddedAws();
const balancers = new LoadBalancerFixture(fixture);

let api: TestApi;

function answer(text: string): {
  Type: 'fixed-response';
  FixedResponseConfig: { StatusCode: string; MessageBody: string };
} {
  return { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: text } };
}

beforeAll(async () => {
  const { dnsName, listener } = await balancers.create('shop', answer('no rule matches'));
  const conditions: readonly [string, RuleCondition][] = [
    ['secret', { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-secret', Values: ['right'] } }],
    ['host', { Field: 'host-header', HostHeaderConfig: { Values: ['shop.example.org'] } }],
  ];
  for (const [index, [text, condition]] of conditions.entries()) {
    const rule = { ListenerArn: listener, Priority: index + 1, Conditions: [condition], Actions: [answer(text)] };
    await balancers.client.send(new CreateRuleCommand(rule));
  }
  api = await TestApi.create(fixture.client(APIGatewayClient));
  const proxy = { type: 'HTTP_PROXY', integrationHttpMethod: 'ANY', uri: `http://${dnsName}/` } as const;
  await api.add({ path: '/plain', integration: proxy });
  const header = (name: string, value: string): Record<string, string> => ({
    [`integration.request.header.${name}`]: `'${value}'`,
  });
  await api.add({ path: '/secret', integration: { ...proxy, requestParameters: header('X-Secret', 'right') } });
  await api.add({ path: '/host', integration: { ...proxy, requestParameters: header('Host', 'shop.example.org') } });
  await api.deploy();
});

test.each([
  ['/plain', 'no rule matches'],
  ['/secret', 'secret'],
  ['/host', 'host'],
])('%s goes to the load balancer of the integration, by its name: %s', async (path, text) => {
  const found = await fetch(`${fixture.aws.endpoint}/execute-api/${api.id}/dev${path}`);
  expect([found.status, await found.text()]).toEqual([200, text]);
});
