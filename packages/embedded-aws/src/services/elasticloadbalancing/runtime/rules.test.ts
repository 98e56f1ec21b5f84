import {
  CreateRuleCommand,
  DeleteRuleCommand,
  ModifyRuleCommand,
  type RuleCondition,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture, type TestRequest } from './testing';

const balancers = new LoadBalancerFixture(useEmbeddedAws());

let dnsName: string;
let listener: string;

beforeAll(async () => {
  ({ dnsName, listener } = await balancers.create('rules', fixedResponse('404', 'no rule')));
});

async function createRule(Priority: number, Conditions: RuleCondition[], answer = 'rule'): Promise<string> {
  const Actions = [fixedResponse('200', answer)];
  const { Rules } = await balancers.client.send(
    new CreateRuleCommand({ ListenerArn: listener, Priority, Conditions, Actions }),
  );
  return Rules?.[0]?.RuleArn ?? '';
}

async function deleteRule(RuleArn: string): Promise<void> {
  await balancers.client.send(new DeleteRuleCommand({ RuleArn }));
}

type Sent = Omit<TestRequest, 'to'>;

const path = (...Values: string[]): RuleCondition => ({ Field: 'path-pattern', PathPatternConfig: { Values } });
const host = (...Values: string[]): RuleCondition => ({ Field: 'host-header', HostHeaderConfig: { Values } });
const header = (HttpHeaderName: string, ...Values: string[]): RuleCondition => ({
  Field: 'http-header',
  HttpHeaderConfig: { HttpHeaderName, Values },
});
const method = (...Values: string[]): RuleCondition => ({
  Field: 'http-request-method',
  HttpRequestMethodConfig: { Values },
});
const query = (...Values: { Key?: string; Value: string }[]): RuleCondition => ({
  Field: 'query-string',
  QueryStringConfig: { Values },
});
const source = (...Values: string[]): RuleCondition => ({ Field: 'source-ip', SourceIpConfig: { Values } });
const from = (name: string): Sent => ({ headers: { host: name } });

describe.each<[string, RuleCondition[], Sent[], Sent[]]>([
  ['a path', [path('/hello')], [{ path: '/hello' }, { path: '/hello?a=b' }], [{ path: '/hello/' }, { path: '/Hello' }]],
  ['paths below one', [path('/hello/*')], [{ path: '/hello/' }, { path: '/hello/a/b' }], [{ path: '/hello' }]],
  ['one character of a path', [path('/v?/a.b')], [{ path: '/v1/a.b' }], [{ path: '/v/a.b' }, { path: '/v1/aXb' }]],
  ['several paths', [path('/a', '/b')], [{ path: '/a' }, { path: '/b' }], [{ path: '/c' }]],
  ['a path in the old form', [{ Field: 'path-pattern', Values: ['/old'] }], [{ path: '/old' }], [{ path: '/new' }]],
  ['a host', [host('shop.example.com')], [from('shop.example.com'), from('SHOP.example.com:8080')], [from('a.com')]],
  ['hosts below one', [host('*.example.com')], [from('a.b.example.com')], [from('example.com'), {}]],
  [
    'a header, in upper or lower case',
    [header('X-Stage', 'beta*')],
    [{ headers: { 'x-stage': 'BETA-2' } }],
    [{ headers: { 'x-stage': 'a beta' } }, {}],
  ],
  [
    'a header that comes twice',
    [header('X-Stage', 'two')],
    [{ headers: { 'x-stage': ['one', 'two'] } }],
    [{ headers: { 'x-stage': ['one', 'three'] } }],
  ],
  ['a method', [method('POST', 'PUT')], [{ method: 'POST' }, { method: 'PUT' }], [{ method: 'GET' }]],
  ['a query', [query({ Key: 'v', Value: '1' })], [{ path: '/?a=b&V=1' }], [{ path: '/?v=2' }, { path: '/?w=1' }]],
  ['any key of a query', [query({ Value: 'x*' })], [{ path: '/?any=Xyz' }], [{ path: '/?any=yxz' }]],
  ['an asterisk of a query', [query({ Key: 'q', Value: '\\*' })], [{ path: '/?q=*' }], [{ path: '/?q=a' }]],
  ['the address of the client', [source('10.0.0.0/8', '127.0.0.0/8')], [{}], []],
  [
    'another address than what a client says of itself',
    [source('10.0.0.0/8', '::1/128')],
    [],
    [{ headers: { 'x-forwarded-for': '10.1.2.3' } }],
  ],
  [
    'all of several conditions',
    [path('/a'), method('POST'), header('X-One', '1'), header('X-Two', '2')],
    [{ path: '/a', method: 'POST', headers: { 'x-one': '1', 'x-two': '2' } }],
    [
      { path: '/a', method: 'POST', headers: { 'x-one': '1' } },
      { path: '/a', headers: { 'x-one': '1', 'x-two': '2' } },
    ],
  ],
])('a rule for %s', (_name, conditions, met, others) => {
  test('takes the requests that meet it and no others', async () => {
    const rule = await createRule(1, conditions);
    for (const sent of met) expect([sent, await balancers.ask({ to: dnsName, ...sent })]).toEqual([sent, '200 rule']);
    for (const sent of others)
      expect([sent, await balancers.ask({ to: dnsName, ...sent })]).toEqual([sent, '404 no rule']);
    await deleteRule(rule);
  });
});

test('the rule with the lowest priority number answers, however the rules are numbered later', async () => {
  const nine = await createRule(9, [path('/*')], 'nine');
  const ten = await createRule(10, [path('/both')], 'ten');
  expect(await balancers.ask({ to: dnsName, path: '/both' })).toBe('200 nine');
  const RulePriorities = [{ RuleArn: nine, Priority: 11 }];
  await balancers.client.send(new SetRulePrioritiesCommand({ RulePriorities }));
  expect(await balancers.ask({ to: dnsName, path: '/both' })).toBe('200 ten');
  await deleteRule(ten);
  expect(await balancers.ask({ to: dnsName, path: '/both' })).toBe('200 nine');
  await deleteRule(nine);
});

test('a rule holds as soon as it was changed', async () => {
  const RuleArn = await createRule(1, [path('/before')]);
  expect(await balancers.ask({ to: dnsName, path: '/after' })).toBe('404 no rule');
  await balancers.client.send(new ModifyRuleCommand({ RuleArn, Conditions: [path('/after')] }));
  expect(await balancers.ask({ to: dnsName, path: '/after' })).toBe('200 rule');
  await deleteRule(RuleArn);
});
