import { setTimeout as pause } from 'node:timers/promises';

import { ModifyTargetGroupAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { LoadBalancerFixture, until } from '../../elasticloadbalancing/runtime/testing';
import { messagesOf, ROLLING_BACK, ServiceFixture } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);
const balancers = new LoadBalancerFixture(fixture);

const GOOD = containers.define('shop:1');
const BETTER = containers.define('shop:2');

/** Makes a load balancer for a service. @returns its address, its target group and what the service says of them */
async function balancer(name: string) {
  const TargetGroupArn = await balancers.group(name);
  const { dnsName } = await balancers.create(name, { Type: 'forward', TargetGroupArn });
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '60' }];
  await balancers.client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  const { subnets } = await balancers.network();
  const settings = {
    deploymentConfiguration: ROLLING_BACK,
    networkConfiguration: { awsvpcConfiguration: { subnets } },
    loadBalancers: [{ targetGroupArn: TargetGroupArn, containerName: 'app', containerPort: 80 }],
  };
  return { dnsName, groupArn: TargetGroupArn, settings };
}

test('a service is steady when the load balancer finds its tasks healthy', async () => {
  const { dnsName, groupArn, settings } = await balancer('healthy');
  await services.create('healthy', await services.register('healthy', { image: GOOD }), settings);
  const service = await services.untilCompleted('healthy');

  expect(messagesOf(service)).toContain(`(service healthy) registered 1 targets in (target-group ${groupArn})`);
  const health = Object.values(await balancers.health(groupArn));
  expect(health.map((target) => target?.State)).toEqual(['healthy', 'healthy']);
  expect(await balancers.ask({ to: dnsName })).toBe(`200 ${GOOD}`);
});

test('during a deployment every request is answered, and former tasks drain before they stop', async () => {
  const { dnsName, groupArn, settings } = await balancer('always-on');
  await services.create('always-on', await services.register('always-on', { image: GOOD }), settings);
  await services.untilCompleted('always-on');

  const answers = new Set<string>();
  const deployed = new AbortController();
  const requests = (async () => {
    while (!deployed.signal.aborted) {
      answers.add(await balancers.ask({ to: dnsName }));
      await pause(20);
    }
  })();
  const newer = await services.register('always-on', { image: BETTER });
  await services.update('always-on', { taskDefinition: newer });
  const states = new Set<string | undefined>();
  const healthy: number[] = [];
  await services.until('always-on', ({ deployments = [] }) => {
    void balancers.health(groupArn).then((health) => {
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
  const messages = messagesOf(await services.describe('always-on'));
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
  await services.create('patient', await services.register('patient', { image: former }), {
    ...settings,
    desiredCount: 1,
  });
  await services.untilCompleted('patient');
  const [task] = await services.tasks('patient');
  const answer = balancers.ask({ to: dnsName, path: '/long' });
  await until(() => Promise.resolve(request.isUnderWay));
  await services.update('patient', { taskDefinition: await services.register('patient', { image: BETTER }) });
  await services.until('patient', ({ events }) => events?.[0]?.message?.includes('has begun draining') ?? false);

  const { clock } = fixture.aws.runtime;
  const afterDelay = clock.now() + 2 * 60_000;
  await until(() => Promise.resolve(clock.now() > afterDelay));
  const statusOfFormer = async (): Promise<string | undefined> =>
    (await services.tasks('patient', 'STOPPED')).find(({ taskArn }) => taskArn === task?.taskArn)?.lastStatus;
  expect(await statusOfFormer()).toBe('DEACTIVATING');
  request.finish();
  expect(await answer).toBe(`200 ${former}`);
  await services.untilCompleted('patient');
  expect(await statusOfFormer()).toBe('STOPPED');
});

test('a revision that answers with errors fails its health checks and is rolled back', async () => {
  const { dnsName, groupArn, settings } = await balancer('sick');
  const good = await services.register('sick', { image: GOOD });
  await services.create('sick', good, { ...settings, desiredCount: 1, healthCheckGracePeriodSeconds: 30 });
  await services.untilCompleted('sick');
  const bad = await services.register('sick', { image: containers.define('sick:1', { status: 500 }) });
  await services.update('sick', { taskDefinition: bad });
  await services.until(
    'sick',
    ({ deployments }) => deployments?.some(({ rolloutState }) => rolloutState === 'FAILED') ?? false,
  );
  const service = await services.untilCompleted('sick');

  expect(service).toMatchObject({ taskDefinition: good, runningCount: 1 });
  expect(await balancers.ask({ to: dnsName })).toBe(`200 ${GOOD}`);
  const failed = (await services.tasks('sick', 'STOPPED')).find(({ taskDefinitionArn }) => taskDefinitionArn === bad);
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
  await services.create('slow', await services.register('slow', { image }), { ...settings, desiredCount: 1 });
  const service = await services.untilCompleted('slow');
  expect(messagesOf(service).filter((message) => message.includes('has started'))).toHaveLength(1);
});

test('a service whose process stops answering gets another task', async () => {
  const { dnsName, settings } = await balancer('deaf');
  const image = containers.define('deaf:1');
  await services.create('deaf', await services.register('deaf', { image }), { ...settings, desiredCount: 1 });
  await services.untilCompleted('deaf');
  const [task] = await services.tasks('deaf');
  const address = task?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';
  fixture.aws.runtime.addresses.remove(address);
  await services.until(
    'deaf',
    ({ events }) => (events ?? []).filter(({ message }) => message?.includes('has started')).length === 2,
  );
  await services.until('deaf', ({ runningCount }) => runningCount === 1);

  expect((await services.tasks('deaf')).map(({ taskArn }) => taskArn)).not.toContain(task?.taskArn);
  await services.until('deaf', ({ events }) => events?.[0]?.message?.includes('has reached a steady state') ?? false);
  expect(await balancers.ask({ to: dnsName })).toBe(`200 ${image}`);
});
