import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { ModifyLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture, until } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });
const balancers = new LoadBalancerFixture(fixture);

let balancer: { arn: string; dnsName: string; listener: string };

beforeAll(async () => {
  balancer = await balancers.create('proxy', fixedResponse('404', 'Not Found'));
});

/** Lets the listener forward to one target that does what is given, after it was found healthy. */
async function target(
  name: string,
  address: string,
  answer: (incoming: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  const TargetGroupArn = await balancers.group(name);
  await balancers.change(balancer.listener, { Type: 'forward', TargetGroupArn });
  await balancers.serve(address, (incoming, response) => {
    if (incoming.headers['user-agent'] === 'ELB-HealthChecker/2.0') response.end();
    else answer(incoming, response);
  });
  await balancers.register(TargetGroupArn, address);
  await balancers.untilHealth(TargetGroupArn, address, 'healthy');
}

async function attributes(changed: Readonly<Record<string, string>>): Promise<void> {
  const Attributes = Object.entries(changed).map(([Key, Value]) => ({ Key, Value }));
  await balancers.client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: balancer.arn, Attributes }));
}

test('method, path, query and body arrive as they were sent, and so does the answer', async () => {
  await target('echo', '10.0.4.1', (incoming, response) => {
    void buffer(incoming).then((body) => {
      response.writeHead(201, 'Made', { 'x-answer': 'yes', 'set-cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify([incoming.method, incoming.url, body.toString()]));
    });
  });
  const sent = { to: balancer.dnsName, method: 'PATCH', path: '/a%2Fb//c?d=%20&e', body: Buffer.from('hi') };
  const { status, headers, body } = await balancers.send(sent);
  expect([status, headers['x-answer'], headers['set-cookie']]).toEqual([201, 'yes', ['a=1', 'b=2']]);
  expect(JSON.parse(body.toString())).toEqual(['PATCH', '/a%2Fb//c?d=%20&e', 'hi']);
});

test.each([
  ['a known length', (body: Buffer): Buffer => body],
  ['an unknown length', (body: Buffer): Readable => Readable.from([body.subarray(0, 100_000), body.subarray(100_000)])],
])('bodies of several megabytes and of %s pass both ways', async (name, bodyOf) => {
  const seen: string[] = [];
  await target(`big-${name.split(' ')[1] ?? ''}`, '10.0.4.2', (incoming, response) => {
    const digest = createHash('sha256');
    incoming.on('data', (chunk: Buffer) => digest.update(chunk));
    incoming.on('end', () => seen.push(digest.digest('hex')));
    incoming.pipe(response);
  });
  const body = randomBytes(8_000_000);
  const answer = await balancers.send({ to: balancer.dnsName, method: 'POST', body: bodyOf(body) });
  expect(answer.body.equals(body)).toBe(true);
  expect(seen).toEqual([createHash('sha256').update(body).digest('hex')]);
});

test('headers tell the client and the host, and headers of the connection are not passed on', async () => {
  await target('headers', '10.0.4.3', (incoming, response) => response.end(JSON.stringify(incoming.headers)));
  const headers = {
    host: `${balancer.dnsName}:80`,
    connection: 'x-hop',
    'x-hop': '1',
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-proto': 'https',
    x_odd: '1',
  };
  const ask = async (): Promise<unknown> =>
    JSON.parse((await balancers.send({ to: balancer.dnsName, headers })).body.toString());
  expect(await ask()).toEqual({
    connection: 'close',
    host: balancer.dnsName,
    x_odd: '1',
    'x-forwarded-for': '192.0.2.1, 127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '80',
    'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as string,
  });
  await attributes({
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    'routing.http.preserve_host_header.enabled': 'true',
    'routing.http.xff_header_processing.mode': 'remove',
  });
  const changed = await ask();
  expect(changed).toMatchObject({ host: `${balancer.dnsName}:80` });
  expect(changed).not.toHaveProperty('x_odd');
  expect(changed).not.toHaveProperty('x-forwarded-for');
});

test('a trace goes on', async () => {
  await target('trace', '10.0.4.4', (incoming, response) => response.end(incoming.headers['x-amzn-trace-id']));
  const root = 'Root=1-67891233-abcdef012345678912345678';
  const headers = { 'x-amzn-trace-id': `Self=1-0-0;${root};CalledFrom=app` };
  expect(await balancers.ask({ to: balancer.dnsName, headers })).toMatch(
    new RegExp(`^200 Self=1-[0-9a-f]{8}-[0-9a-f]{24};${root};CalledFrom=app$`),
  );
});

test('a target that breaks off before its answer makes 502', async () => {
  await target('broken', '10.0.4.5', (incoming) => incoming.socket.destroy());
  expect(await balancers.ask({ to: balancer.dnsName })).toMatch(/^502 .*The target failed/s);
});

test('a target that breaks off in its answer breaks it off for the client', async () => {
  await target('half', '10.0.4.6', (_, response) => {
    response.writeHead(200, { 'content-length': 10 });
    response.write('half', () => response.destroy());
  });
  await expect(balancers.send({ to: balancer.dnsName })).rejects.toThrow('aborted');
});

test('a target that is silent for the idle timeout makes 504', async () => {
  let arrived = false;
  await target('silent', '10.0.4.7', () => {
    arrived = true;
  });
  await attributes({ 'idle_timeout.timeout_seconds': '20' });
  const answer = balancers.ask({ to: balancer.dnsName });
  await until(async () => Promise.resolve(arrived));
  await clock.advance(19_999);
  await clock.advance(1);
  expect(await answer).toMatch(/^504 .*idle timeout of 20 seconds/s);
});

test('a client that goes away takes its request along', async () => {
  let gone = false;
  await target('gone', '10.0.4.8', (incoming) => {
    incoming.once('close', () => (gone = true));
    sent.destroy();
  });
  const sent = request(fixture.aws.endpoint, { headers: { host: balancer.dnsName } }).end();
  await once(sent, 'error');
  await until(async () => Promise.resolve(gone));
});
