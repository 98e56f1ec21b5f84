import type { ServerResponse } from 'node:http';

import {
  type Action,
  DeleteTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture, until } from './testing';

const clock = new SteppedClock();
const balancers = new LoadBalancerFixture(useEmbeddedAws({ clock }));

let balancer: { arn: string; dnsName: string; listener: string };

beforeAll(async () => {
  balancer = await balancers.create('drain', fixedResponse('404', 'Not Found'));
});

async function change(action: Action): Promise<void> {
  await balancers.change(balancer.listener, action);
}

/** Makes a group that the listener forwards to and whose targets drain for some seconds. */
async function drainingGroup(name: string, seconds: number): Promise<string> {
  const TargetGroupArn = await balancers.group(name);
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: String(seconds) }];
  await balancers.client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  await change({ Type: 'forward', TargetGroupArn });
  return TargetGroupArn;
}

test('a target drains for its deregistration delay and then is gone', async () => {
  const group = await drainingGroup('delay', 30);
  await balancers.serve('10.2.0.1', (_, response) => response.end('served'));
  await balancers.register(group, '10.2.0.1');
  await balancers.untilHealth(group, '10.2.0.1', 'healthy');
  const before = clock.waiting;
  await balancers.deregister(group, '10.2.0.1');
  expect(await balancers.health(group)).toEqual({
    '10.2.0.1': {
      State: 'draining',
      Reason: 'Target.DeregistrationInProgress',
      Description: 'Target deregistration is in progress',
    },
  });
  expect(await balancers.ask({ to: balancer.dnsName })).toMatch(/^503 .*no registered targets/s);
  // Its checks have ended, its delay has begun.
  await until(async () => Promise.resolve(clock.waiting < before));
  await until(async () => Promise.resolve(clock.waiting > 0));
  await clock.advance(29_999);
  expect(await balancers.health(group)).toMatchObject({ '10.2.0.1': { State: 'draining' } });
  await clock.advance(1);
  await until(async () => Object.keys(await balancers.health(group)).length === 0);
});

test('deregistering what is not registered, or twice, does nothing', async () => {
  const group = await drainingGroup('twice', 30);
  await balancers.register(group, '10.2.0.2');
  await balancers.deregister(group, '10.2.0.9', '10.2.0.2');
  await balancers.deregister(group, '10.2.0.2');
  expect(await balancers.health(group)).toMatchObject({ '10.2.0.2': { State: 'draining' } });
});

test('a draining target that is registered again stays', async () => {
  const group = await drainingGroup('again', 30);
  await balancers.serve('10.2.0.3', (_, response) => response.end('served'));
  await balancers.register(group, '10.2.0.3');
  await balancers.untilHealth(group, '10.2.0.3', 'healthy');
  await balancers.deregister(group, '10.2.0.3');
  await balancers.register(group, '10.2.0.3');
  await balancers.untilHealth(group, '10.2.0.3', 'healthy');
  await clock.advance(60_000);
  expect(Object.keys(await balancers.health(group))).toEqual(['10.2.0.3']);
});

test('a draining target answers the requests that it has, and only then leaves', async () => {
  const group = await drainingGroup('in-flight', 30);
  const held: ServerResponse[] = [];
  await balancers.serve('10.2.0.4', (incoming, response) => {
    if (incoming.url === '/held') held.push(response);
    else response.end();
  });
  await balancers.register(group, '10.2.0.4');
  await balancers.untilHealth(group, '10.2.0.4', 'healthy');
  const answer = balancers.ask({ to: balancer.dnsName, path: '/held' });
  await until(async () => Promise.resolve(held.length === 1));
  const before = clock.waiting;
  await balancers.deregister(group, '10.2.0.4');
  await until(async () => Promise.resolve(clock.waiting < before));
  await clock.advance(30_000);
  expect(await balancers.health(group)).toMatchObject({ '10.2.0.4': { State: 'draining' } });
  held[0]?.end('finished');
  expect(await answer).toBe('200 finished');
  await until(async () => Object.keys(await balancers.health(group)).length === 0);
});

test('no request fails while targets are replaced one after the other', async () => {
  const group = await drainingGroup('replaced', 10);
  const servers: Record<string, () => void> = {};
  const start = async (address: string): Promise<void> => {
    servers[address] = await balancers.serve(address, (_, response) => response.end(address));
    await balancers.register(group, address);
    await balancers.untilHealth(group, address, 'healthy');
  };
  const stop = async (address: string): Promise<void> => {
    await balancers.deregister(group, address);
    await until(async () => {
      await clock.advance(1_000);
      return (await balancers.health(group))[address] === undefined;
    });
    servers[address]?.();
  };

  await start('10.2.1.0');
  const client = { isDone: false, answers: [] as string[] };
  const looping = ['one', 'two', 'three'].map(async () => {
    while (!client.isDone) client.answers.push(await balancers.ask({ to: balancer.dnsName }));
  });
  for (const generation of [1, 2, 3, 4]) {
    await start(`10.2.1.${generation}`);
    await stop(`10.2.1.${generation - 1}`);
  }
  client.isDone = true;
  await Promise.all(looping);
  expect([...new Set(client.answers)].sort()).toEqual([0, 1, 2, 3, 4].map((generation) => `200 10.2.1.${generation}`));
});

test('a group may be deleted while its targets drain', async () => {
  const group = await drainingGroup('deleted', 30);
  await balancers.register(group, '10.2.2.1');
  await balancers.deregister(group, '10.2.2.1');
  await change(fixedResponse('404', 'Not Found'));
  await balancers.client.send(new DeleteTargetGroupCommand({ TargetGroupArn: group }));
  await clock.advance(30_000);
  await expect(balancers.health(group)).rejects.toMatchObject({ name: 'TargetGroupNotFoundException' });
});
