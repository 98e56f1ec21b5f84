import { setTimeout as wait } from 'node:timers/promises';
import {
  type Action,
  DeleteTargetGroupCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { SteppedClock } from '../../../clock';
import { fixedResponse, LoadBalancerFixture, until } from '../runtime/testing';
import { useEmbeddedAws } from '../../../testing/embedded-aws';

const clock = new SteppedClock();
const balancers = new LoadBalancerFixture(useEmbeddedAws({ clock }));

/** Milliseconds between two checks in these tests. */
const INTERVAL_MS = 10_000;

/** Milliseconds of real time in which a check of a target on this machine ends, also on a busy one. */
const CHECK_MS = 200;

let balancer: { arn: string; dnsName: string; listener: string };

beforeAll(async () => {
  balancer = await balancers.create('targets', fixedResponse('404', 'Not Found'));
});

async function change(action: Action): Promise<void> {
  await balancers.change(balancer.listener, action);
}

describe('targets that are not checked', () => {
  test('of a group that no listener uses are unused until one does', async () => {
    const group = await balancers.group('unused');
    let checks = 0;
    await balancers.serve('10.1.2.1', (_, response) => {
      checks += 1;
      response.end();
    });
    await balancers.register(group, '10.1.2.1');
    await balancers.untilHealth(group, '10.1.2.1', 'unused');
    expect(await balancers.health(group)).toMatchObject({ '10.1.2.1': { Reason: 'Target.NotInUse' } });
    expect(checks).toBe(0);
    await change({ Type: 'forward', TargetGroupArn: group });
    await until(async () => {
      await clock.advance(INTERVAL_MS);
      // A check that has begun has to end before this clock goes on to its time limit.
      await wait(CHECK_MS);
      return (await balancers.health(group))['10.1.2.1']?.State === 'healthy';
    });
    await change(fixedResponse('404', 'Not Found'));
    await until(async () => {
      await clock.advance(INTERVAL_MS);
      return (await balancers.health(group))['10.1.2.1']?.State === 'unused';
    });
  });

  test('of another type than ip are unhealthy, because there are none', async () => {
    const group = await balancers.group('instances', { TargetType: 'instance' });
    await change({ Type: 'forward', TargetGroupArn: group });
    await balancers.register(group, 'i-0123456789abcdef0');
    await balancers.untilHealth(group, 'i-0123456789abcdef0', 'unhealthy');
    expect(await balancers.health(group)).toMatchObject({
      'i-0123456789abcdef0': { Description: expect.stringContaining('no targets of type instance') as string },
    });
  });

  test('of a deleted group are forgotten, and their draining is not awaited', async () => {
    const before = clock.waiting;
    const group = await balancers.group('deleted');
    await balancers.register(group, '10.1.2.2');
    await balancers.untilHealth(group, '10.1.2.2', 'unused');
    expect(clock.waiting).toBeGreaterThan(before);
    await balancers.client.send(new DeleteTargetGroupCommand({ TargetGroupArn: group }));
    await expect(balancers.health(group)).rejects.toMatchObject({ name: 'TargetGroupNotFoundException' });
    expect(clock.waiting).toBe(before);
  });
});

test('checks over TCP pass where a program listens', async () => {
  const TargetGroupArn = await balancers.group('tcp', { Protocol: 'TCP' });
  await balancers.create('tcp', { Type: 'forward', TargetGroupArn }, 'network');
  const close = await balancers.serve('10.1.3.1', (_, response) => response.destroy());
  await balancers.register(TargetGroupArn, '10.1.3.1');
  await balancers.untilHealth(TargetGroupArn, '10.1.3.1', 'healthy');
  close();
  await until(async () => {
    await clock.advance(INTERVAL_MS);
    return (await balancers.health(TargetGroupArn))['10.1.3.1']?.Reason === 'Target.FailedHealthChecks';
  });
});

describe('calls about targets', () => {
  test('tell the ports of a target and know those that are not registered', async () => {
    const TargetGroupArn = await balancers.group('named', { HealthCheckPort: '9000' });
    const Targets = [{ Id: '10.1.4.1' }, { Id: '10.1.4.1', Port: 8080, AvailabilityZone: 'all' }];
    await balancers.client.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    const all = await balancers.client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    expect(all.TargetHealthDescriptions).toMatchObject([
      { Target: { Id: '10.1.4.1', Port: 80 }, HealthCheckPort: '9000' },
      { Target: { Id: '10.1.4.1', Port: 8080, AvailabilityZone: 'all' }, HealthCheckPort: '9000' },
    ]);
    const named = { TargetGroupArn, Targets: [{ Id: '10.1.4.2', Port: 81 }] };
    const { TargetHealthDescriptions } = await balancers.client.send(new DescribeTargetHealthCommand(named));
    expect(TargetHealthDescriptions).toMatchObject([
      { Target: { Id: '10.1.4.2', Port: 81 }, TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
    ]);
  });

  test('refuse what is no address, and groups that do not exist', async () => {
    const group = await balancers.group('refusals');
    await expect(balancers.register(group, 'localhost')).rejects.toMatchObject({
      name: 'ValidationError',
      message: "The IP address 'localhost' is not a valid IPv4 or IPv6 address",
    });
    await expect(balancers.register(`${group}0`, '10.1.4.3')).rejects.toMatchObject({
      name: 'TargetGroupNotFoundException',
    });
  });
});
