import { setTimeout as pause } from 'node:timers/promises';

import { ModifyTargetGroupAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { LoadBalancingBed, until } from '../../elasticloadbalancing/runtime/testing';
import { messagesOf, ROLLING_BACK, ServiceBed } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const bed = new ServiceBed(fixture);
const balancing = new LoadBalancingBed(fixture);

const GOOD = containers.define('shop:1');
const BETTER = containers.define('shop:2');

/** Makes a load balancer for a service. @returns its address, its target group and what the service says of them */
async function balancer(name: string) {
  const TargetGroupArn = await balancing.group(name);
  const { dnsName } = await balancing.balancer(name, { Type: 'forward', TargetGroupArn });
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '60' }];
  await balancing.client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  const { subnets } = await balancing.network();
  const settings = {
    deploymentConfiguration: ROLLING_BACK,
    networkConfiguration: { awsvpcConfiguration: { subnets } },
    loadBalancers: [{ targetGroupArn: TargetGroupArn, containerName: 'app', containerPort: 80 }],
  };
  return { dnsName, groupArn: TargetGroupArn, settings };
}

test('a service is steady when the load balancer finds its tasks healthy', async () => {
  const { dnsName, groupArn, settings } = await balancer('healthy');
  await bed.create('healthy', await bed.register('healthy', { image: GOOD }), settings);
  const service = await bed.untilCompleted('healthy');

  expect(messagesOf(service)).toContain(`(service healthy) registered 1 targets in (target-group ${groupArn})`);
  const health = Object.values(await balancing.health(groupArn));
  expect(health.map((target) => target?.State)).toEqual(['healthy', 'healthy']);
  expect(await balancing.ask({ to: dnsName })).toBe(`200 ${GOOD}`);
});

test('during a deployment every request is answered, and former tasks drain before they stop', async () => {
  const { dnsName, groupArn, settings } = await balancer('always-on');
  await bed.create('always-on', await bed.register('always-on', { image: GOOD }), settings);
  await bed.untilCompleted('always-on');

  const answers = new Set<string>();
  const deployed = new AbortController();
  const requests = (async () => {
    while (!deployed.signal.aborted) {
      answers.add(await balancing.ask({ to: dnsName }));
      await pause(20);
    }
  })();
  const newer = await bed.register('always-on', { image: BETTER });
  await bed.update('always-on', { taskDefinition: newer });
  const states = new Set<string | undefined>();
  const healthy: number[] = [];
  await bed.until('always-on', ({ deployments = [] }) => {
    void balancing.health(groupArn).then((health) => {
      const all = Object.values(health).map((target) => target?.State);
      for (const state of all) states.add(state);
      healthy.push(all.filter((state) => state === 'healthy').length);
    });
    return deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
  });
  deployed.abort();
  await requests;

  expect([...answers].sort()).toEqual([`200 ${GOOD}`, `200 ${BETTER}`]);
  expect(states).toContain('draining');
  expect(Math.min(...healthy)).toBeGreaterThanOrEqual(2);
  const messages = messagesOf(await bed.describe('always-on'));
  expect(messages).toContain('(service always-on) has begun draining connections on 1 tasks.');
  expect(messages).toContain(`(service always-on) deregistered 1 targets in (target-group ${groupArn})`);
});

test('a request that takes longer than the hurried delay is answered before its task stops', async () => {
  const { dnsName, settings } = await balancer('patient');
  const request = { isUnderWay: false, finish: (): void => undefined };
  const work = async (path: string): Promise<void> => {
    if (path !== '/long') return;
    request.isUnderWay = true;
    await new Promise<void>((resolve) => (request.finish = resolve));
  };
  const former = containers.define('patient:1', { work });
  await bed.create('patient', await bed.register('patient', { image: former }), { ...settings, desiredCount: 1 });
  await bed.untilCompleted('patient');
  const [task] = await bed.tasks('patient');
  const answer = balancing.ask({ to: dnsName, path: '/long' });
  await until(() => Promise.resolve(request.isUnderWay));
  await bed.update('patient', { taskDefinition: await bed.register('patient', { image: BETTER }) });
  await bed.until('patient', ({ events }) => events?.[0]?.message?.includes('has begun draining') ?? false);

  const { clock } = fixture.aws.runtime;
  const afterDelay = clock.now() + 2 * 60_000;
  await until(() => Promise.resolve(clock.now() > afterDelay));
  const statusOfFormer = async (): Promise<string | undefined> =>
    (await bed.tasks('patient', 'STOPPED')).find(({ taskArn }) => taskArn === task?.taskArn)?.lastStatus;
  expect(await statusOfFormer()).toBe('DEACTIVATING');
  request.finish();
  expect(await answer).toBe(`200 ${former}`);
  await bed.untilCompleted('patient');
  expect(await statusOfFormer()).toBe('STOPPED');
});

test('a revision that answers with errors fails its health checks and is rolled back', async () => {
  const { dnsName, groupArn, settings } = await balancer('sick');
  const good = await bed.register('sick', { image: GOOD });
  await bed.create('sick', good, { ...settings, desiredCount: 1, healthCheckGracePeriodSeconds: 30 });
  await bed.untilCompleted('sick');
  const bad = await bed.register('sick', { image: containers.define('sick:1', { status: 500 }) });
  await bed.update('sick', { taskDefinition: bad });
  await bed.until(
    'sick',
    ({ deployments }) => deployments?.some(({ rolloutState }) => rolloutState === 'FAILED') ?? false,
  );
  const service = await bed.untilCompleted('sick');

  expect(service).toMatchObject({ taskDefinition: good, runningCount: 1 });
  expect(await balancing.ask({ to: dnsName })).toBe(`200 ${GOOD}`);
  const failed = (await bed.tasks('sick', 'STOPPED')).find(({ taskDefinitionArn }) => taskDefinitionArn === bad);
  expect(failed).toMatchObject({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Task failed ELB health checks in (target-group ${groupArn})`,
  });
  expect(messagesOf(service).join('\n')).toContain(
    `(port 80) is unhealthy in (target-group ${groupArn}) due to (reason Health checks failed with these codes: [500]).`,
  );
});

test('a process gets the time that it really takes to start, however hurried the clock is', async () => {
  const { settings } = await balancer('slow');
  const image = containers.define('slow:1', { opensAfterMs: 3000 });
  await bed.create('slow', await bed.register('slow', { image }), { ...settings, desiredCount: 1 });
  const service = await bed.untilCompleted('slow');
  expect(messagesOf(service).filter((message) => message.includes('has started'))).toHaveLength(1);
});

test('a service whose process stops answering gets another task', async () => {
  const { dnsName, settings } = await balancer('deaf');
  const image = containers.define('deaf:1');
  await bed.create('deaf', await bed.register('deaf', { image }), { ...settings, desiredCount: 1 });
  await bed.untilCompleted('deaf');
  const [task] = await bed.tasks('deaf');
  const address = task?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';
  fixture.aws.runtime.addresses.remove(address);
  await bed.until(
    'deaf',
    ({ events }) => (events ?? []).filter(({ message }) => message?.includes('has started')).length === 2,
  );
  await bed.until('deaf', ({ runningCount }) => runningCount === 1);

  expect((await bed.tasks('deaf')).map(({ taskArn }) => taskArn)).not.toContain(task?.taskArn);
  await bed.until('deaf', ({ events }) => events?.[0]?.message?.includes('has reached a steady state') ?? false);
  expect(await balancing.ask({ to: dnsName })).toBe(`200 ${image}`);
});
