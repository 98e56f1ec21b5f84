import {
  CreateRuleCommand,
  DeleteLoadBalancerCommand,
  type Action,
  type RedirectActionConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture } from './testing';

const fixture = useEmbeddedAws();
const balancers = new LoadBalancerFixture(fixture);

let balancer: { arn: string; dnsName: string; listener: string };

beforeAll(async () => {
  balancer = await balancers.create('actions', fixedResponse('404', 'Not Found'));
});

async function change(action: Action): Promise<void> {
  await balancers.change(balancer.listener, action);
}

test('a fixed response has its status, type and text', async () => {
  const FixedResponseConfig = { StatusCode: '418', ContentType: 'application/json', MessageBody: '{"ä":1}' };
  await change({ Type: 'fixed-response', FixedResponseConfig });
  expect(await balancers.send({ to: balancer.dnsName, method: 'POST', body: Buffer.from('ignored') })).toMatchObject({
    status: 418,
    headers: { 'content-type': 'application/json', server: 'awselb/2.0' },
    body: Buffer.from('{"ä":1}'),
  });
});

test('a fixed response may have no text, and HEAD gets none', async () => {
  await change({ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '204' } });
  expect(await balancers.ask({ to: balancer.dnsName })).toBe('204 ');
  await change(fixedResponse('200', 'text'));
  expect(await balancers.send({ to: balancer.dnsName, method: 'HEAD' })).toMatchObject({
    headers: { 'content-length': '4' },
    body: Buffer.alloc(0),
  });
});

test.each<[string, RedirectActionConfig, string]>([
  [
    'to HTTPS',
    { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
    '301 https://shop.example.com:443/a/b?c=d&e=%20',
  ],
  [
    'to another host',
    { Host: 'www.#{host}', StatusCode: 'HTTP_302' },
    '302 http://www.shop.example.com:80/a/b?c=d&e=%20',
  ],
  ['to a path', { Path: '/new/#{path}', Query: '', StatusCode: 'HTTP_302' }, '302 http://shop.example.com:80/new/a/b'],
  [
    'with everything in the query',
    { Path: '/', Query: 'from=#{protocol}-#{host}-#{port}-#{path}&#{query}', StatusCode: 'HTTP_302' },
    '302 http://shop.example.com:80/?from=http-shop.example.com-80-a/b&c=d&e=%20',
  ],
])('a redirect leads %s', async (_name, RedirectConfig, expected) => {
  await change({ Type: 'redirect', RedirectConfig });
  const sent = { to: balancer.dnsName, path: '/a/b?c=d&e=%20', headers: { host: 'shop.example.com' } };
  const { status, headers } = await balancers.send(sent);
  expect(`${status} ${String(headers.location)}`).toBe(expected);
});

test('a rule that wants users to sign in is refused, not skipped', async () => {
  const AuthenticateOidcConfig = {
    Issuer: 'https://id.example.com',
    AuthorizationEndpoint: 'https://id.example.com/authorize',
    TokenEndpoint: 'https://id.example.com/token',
    UserInfoEndpoint: 'https://id.example.com/me',
    ClientId: 'shop',
    ClientSecret: 'secret',
  };
  const Actions: Action[] = [
    { ...fixedResponse('200', 'secret'), Order: 2 },
    { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig },
  ];
  const Conditions = [{ Field: 'path-pattern', Values: ['/private'] }];
  const rule = { ListenerArn: balancer.listener, Priority: 1, Conditions, Actions };
  await balancers.client.send(new CreateRuleCommand(rule));
  expect(await balancers.ask({ to: balancer.dnsName, path: '/private' })).toMatch(
    /^501 .*no authenticate-oidc actions/s,
  );
});

describe('a port without a listener', () => {
  test('a name that no load balancer has is told to be unknown', async () => {
    const sent = balancers.ask({ to: 'none-1.eu-central-1.elb.amazonaws.com' });
    expect(await sent).toMatch(/^503 .*none-1.eu-central-1.elb.amazonaws.com does not resolve/s);
  });

  test('a port without a listener is told, with those that have one', async () => {
    await balancers.listener(balancer.arn, 8080, fixedResponse('200', 'other'));
    expect(await balancers.ask({ to: `${balancer.dnsName}:8080` })).toBe('200 other');
    expect(await balancers.ask({ to: `${balancer.dnsName}:81` })).toMatch(/^503 .*port 81; its listeners: 80, 8080/s);
  });

  test('a load balancer that was deleted is gone at once', async () => {
    const { arn, dnsName } = await balancers.create('deleted', fixedResponse('200', 'still here'));
    expect(await balancers.ask({ to: dnsName })).toBe('200 still here');
    await balancers.client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    expect(await balancers.ask({ to: dnsName })).toContain('does not resolve');
  });

  test('a network load balancer is told not to be served', async () => {
    const TargetGroupArn = await balancers.group('tcp', { Protocol: 'TCP' });
    const { dnsName } = await balancers.create('network', { Type: 'forward', TargetGroupArn }, 'network');
    expect(await balancers.ask({ to: dnsName })).toMatch(/^501 .*network load balancer/s);
  });
});

test('calls of AWS SDKs are no requests to load balancers', async () => {
  const before = fixture.calls.length;
  await balancers.health(await balancers.group('calls'));
  expect(fixture.calls.slice(before).map(({ operation }) => operation)).toContain('DescribeTargetHealth');
});
