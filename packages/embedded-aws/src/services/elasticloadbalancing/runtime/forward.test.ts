import type { OutgoingHttpHeaders } from 'node:http';

import { type Action, ModifyTargetGroupAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture } from './testing';

const fixture = useEmbeddedAws();
const balancers = new LoadBalancerFixture(fixture);

let balancer: { arn: string; dnsName: string; listener: string };

beforeAll(async () => {
  balancer = await balancers.create('forward', fixedResponse('404', 'Not Found'));
});

async function change(action: Action): Promise<void> {
  await balancers.change(balancer.listener, action);
}

/** Makes a group whose targets answer with their names, and lets the listener forward to it. */
async function forwardTo(name: string, ...addresses: string[]): Promise<string> {
  const TargetGroupArn = await balancers.group(name);
  await change({ Type: 'forward', TargetGroupArn });
  for (const address of addresses) await balancers.serve(address, (_, response) => response.end(address));
  await balancers.register(TargetGroupArn, ...addresses);
  for (const address of addresses) await balancers.untilHealth(TargetGroupArn, address, 'healthy');
  return TargetGroupArn;
}

/** How often each answer came. */
async function count(times: number, headers?: OutgoingHttpHeaders): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (let time = 0; time < times; time += 1) {
    const answer = await balancers.ask({ to: balancer.dnsName, ...(headers && { headers }) });
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}

test('healthy targets take turns', async () => {
  await forwardTo('turns', '10.0.0.1', '10.0.0.2', '10.0.0.3');
  expect(await count(9)).toEqual({ '200 10.0.0.1': 3, '200 10.0.0.2': 3, '200 10.0.0.3': 3 });
});

test('groups get as many requests as they weigh', async () => {
  const blue = await forwardTo('blue', '10.0.1.1');
  const green = await forwardTo('green', '10.0.1.2');
  const weigh = (one: number, other: number): Promise<void> =>
    change({
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: blue, Weight: one },
          { TargetGroupArn: green, Weight: other },
        ],
      },
    });
  await weigh(90, 10);
  expect(await count(100)).toEqual({ '200 10.0.1.1': 90, '200 10.0.1.2': 10 });
  await weigh(0, 1);
  expect(await count(10)).toEqual({ '200 10.0.1.2': 10 });
  await weigh(0, 0);
  expect(await balancers.ask({ to: balancer.dnsName })).toMatch(/^503 .*weight/s);
});

test('a client that keeps its cookie stays with its group and its target', async () => {
  const blue = await forwardTo('sticky-blue', '10.0.2.1', '10.0.2.2');
  const green = await forwardTo('sticky-green', '10.0.2.3', '10.0.2.4');
  const Attributes = [{ Key: 'stickiness.enabled', Value: 'true' }];
  for (const TargetGroupArn of [blue, green]) {
    await balancers.client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  }
  const TargetGroups = [blue, green].map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 }));
  const TargetGroupStickinessConfig = { Enabled: true, DurationSeconds: 60 };
  await change({ Type: 'forward', ForwardConfig: { TargetGroups, TargetGroupStickinessConfig } });

  expect(Object.keys(await count(8))).toHaveLength(4);
  const { headers, body } = await balancers.send({ to: balancer.dnsName });
  const cookies = headers['set-cookie']?.map((cookie) => cookie.replace(/;.*/, ''));
  expect(cookies).toEqual([expect.stringMatching(/^AWSALBTG=\w/), expect.stringMatching(/^AWSALB=\w/)]);
  expect(await count(8, { cookie: `theme=dark; ${cookies?.join('; ') ?? ''}` })).toEqual({
    [`200 ${String(body)}`]: 8,
  });
});

test('a group without targets answers 503', async () => {
  await forwardTo('empty');
  expect(await balancers.ask({ to: balancer.dnsName })).toMatch(
    /^503 .*The target group empty has no registered targets/s,
  );
});

test('a target that has stopped listening is answered for with 502', async () => {
  await forwardTo('refused', '10.0.3.1');
  fixture.aws.runtime.addresses.add('10.0.3.1', 80, 1);
  expect(await balancers.ask({ to: balancer.dnsName })).toMatch(/^502 .*ECONNREFUSED/s);
  fixture.aws.runtime.addresses.remove('10.0.3.1');
  expect(await balancers.ask({ to: balancer.dnsName })).toMatch(/^502 .*Nothing listens on 10.0.3.1:80/s);
});
