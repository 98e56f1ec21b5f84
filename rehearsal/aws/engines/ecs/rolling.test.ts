import { StopTaskCommand, type Task } from '@aws-sdk/client-ecs';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, messagesOf, ROLLING_BACK, ServiceBed } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const bed = new ServiceBed(fixture);

const GOOD = containers.define('shop:1');
const BETTER = containers.define('shop:2');
const BROKEN = containers.define('broken:1', { exitCode: 1 });

/** Resolves when another task runs in the place of one that has ended. */
async function untilReplaced(service: string, before: Task | undefined): Promise<void> {
  await bed.until(
    service,
    ({ events }) => (events ?? []).filter(({ message }) => message?.includes('has started 1 tasks')).length > 1,
  );
  expect((await bed.tasks(service)).map(({ taskArn }) => taskArn)).not.toContain(before?.taskArn);
  await bed.until(service, ({ runningCount }) => runningCount === 1);
}

test('a new service reaches a steady state', async () => {
  const created = await bed.create('steady', await bed.register('steady', { image: GOOD }));
  expect(created).toMatchObject({ runningCount: 0, deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }] });

  const service = await bed.untilCompleted('steady');
  const id = service.deployments?.[0]?.id ?? '';
  expect(id).toMatch(/^ecs-svc\/\d{19}$/);
  expect(service).toMatchObject({
    status: 'ACTIVE',
    runningCount: 2,
    pendingCount: 0,
    deployments: [
      { desiredCount: 2, runningCount: 2, failedTasks: 0, rolloutStateReason: `ECS deployment ${id} completed.` },
    ],
  });
  expect(messagesOf(service)).toEqual([
    expect.stringMatching(/^\(service steady\) has started 2 tasks: \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\)\.$/),
    `(service steady) (deployment ${id}) deployment completed.`,
    '(service steady) has reached a steady state.',
  ]);
});

test('tasks have addresses in the subnets of their service, in turns, and run where they say', async () => {
  await bed.create('spread', await bed.register('spread', { image: GOOD }));
  await bed.untilCompleted('spread');
  const tasks = await bed.tasks('spread');

  expect(new Set(tasks.map(({ availabilityZone }) => availabilityZone))).toEqual(
    new Set(['eu-central-1a', 'eu-central-1b']),
  );
  for (const { attachments } of tasks) {
    const details = new Map(attachments?.[0]?.details?.map(({ name, value }) => [name, value]));
    expect(bed.network.subnets).toContain(details.get('subnetId'));
    const port = fixture.aws.runtime.addresses.find(details.get('privateIPv4Address') ?? '', 80);
    expect(await (await fetch(`http://127.0.0.1:${String(port)}`)).text()).toBe(GOOD);
  }
});

test('a new revision takes over without fewer healthy tasks than the minimum', async () => {
  await bed.create('rolling', await bed.register('rolling', { image: GOOD }), { desiredCount: 3 });
  await bed.untilCompleted('rolling');
  const newer = await bed.register('rolling', { image: BETTER });
  const updated = await bed.update('rolling', { taskDefinition: newer });
  expect(updated?.deployments?.map(({ status, taskDefinition }) => [status, taskDefinition])).toEqual([
    ['PRIMARY', newer],
    ['ACTIVE', newer.replace(/\d+$/, '1')],
  ]);

  const seen: number[] = [];
  const service = await bed.until('rolling', ({ deployments = [], runningCount = 0 }) => {
    seen.push(runningCount);
    return deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
  });
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(3);
  expect(Math.max(...seen)).toBeLessThanOrEqual(6);
  expect(service).toMatchObject({ taskDefinition: newer, runningCount: 3 });
  expect((await bed.tasks('rolling')).map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual([newer, newer, newer]);
  const [stopped] = await bed.tasks('rolling', 'STOPPED');
  expect(stopped).toMatchObject({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Scaling activity initiated by (deployment ${service.deployments?.[0]?.id ?? ''})`,
    containers: [{ exitCode: 143 }],
  });
});

test('an image that exits at once trips the circuit breaker, and the last good revision stays', async () => {
  const good = await bed.register('tripped', { image: GOOD });
  await bed.create('tripped', good, { deploymentConfiguration: ROLLING_BACK });
  await bed.untilCompleted('tripped');
  const bad = await bed.register('tripped', { image: BROKEN });
  const failing = (await bed.update('tripped', { taskDefinition: bad }))?.deployments?.[0]?.id ?? '';

  const back = await bed.until('tripped', ({ deployments }) => deployments?.[0]?.taskDefinition === good);
  const id = back.deployments?.[0]?.id ?? '';
  expect(back).toMatchObject({
    taskDefinition: good,
    deployments: [
      { rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${id}.` },
      {
        id: failing,
        status: 'ACTIVE',
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
        failedTasks: 3,
      },
      { status: 'ACTIVE', taskDefinition: good, rolloutState: 'COMPLETED', runningCount: 2 },
    ],
  });
  expect(await bed.untilCompleted('tripped')).toMatchObject({ taskDefinition: good, runningCount: 2 });
  const messages = messagesOf(await bed.describe('tripped'));
  expect(messages).toContain(`(service tripped) (deployment ${failing}) deployment failed: tasks failed to start.`);
  expect(messages).toContain(`(service tripped) rolling back to deployment ${id}.`);
  const exited = (await bed.tasks('tripped', 'STOPPED')).find(({ taskDefinitionArn }) => taskDefinitionArn === bad);
  expect(exited).toMatchObject({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'app', lastStatus: 'STOPPED', exitCode: 1 }],
  });
});

test('a first deployment that fails starts no more tasks', async () => {
  const settings = { deploymentConfiguration: ROLLING_BACK, desiredCount: 1 };
  await bed.create('stillborn', await bed.register('stillborn', { image: 'missing:1' }), settings);
  const service = await bed.until('stillborn', ({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED');

  expect(service).toMatchObject({ runningCount: 0, deployments: [{ status: 'PRIMARY', failedTasks: 3 }] });
  expect(messagesOf(service)).toContain(
    '(service stillborn) was unable to place a task. Reason: CannotPullContainerError: no such image: missing:1.',
  );
  await fixture.aws.runtime.clock.sleep(120_000);
  const stopped = await bed.tasks('stillborn', 'STOPPED');
  expect(stopped).toHaveLength(3);
  expect(stopped[0]).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'CannotPullContainerError: no such image: missing:1',
  });
});

test('a failed first deployment is followed by one that succeeds', async () => {
  const settings = { deploymentConfiguration: ROLLING_BACK, desiredCount: 1 };
  await bed.create('second', await bed.register('second', { image: 'missing:1' }), settings);
  await bed.until('second', ({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED');
  const good = await bed.register('second', { image: GOOD });
  await bed.update('second', { taskDefinition: good });
  expect(await bed.untilCompleted('second')).toMatchObject({ taskDefinition: good, runningCount: 1 });
});

test('without a circuit breaker tasks are tried again and again, and start when they can', async () => {
  await bed.create('stubborn', await bed.register('stubborn', { image: 'late:1' }), { desiredCount: 1 });
  await bed.until('stubborn', ({ deployments }) => (deployments?.[0]?.failedTasks ?? 0) > 3);
  containers.define('late:1');
  expect(await bed.untilCompleted('stubborn')).toMatchObject({ runningCount: 1, deployments: [{ failedTasks: 0 }] });
});

test('of two revisions in a row the newest wins', async () => {
  await bed.create('hasty', await bed.register('hasty', { image: GOOD }));
  await bed.untilCompleted('hasty');
  await bed.update('hasty', { taskDefinition: await bed.register('hasty', { image: 'missing:1' }) });
  const newest = await bed.register('hasty', { image: BETTER });
  await bed.update('hasty', { taskDefinition: newest });
  expect(await bed.untilCompleted('hasty')).toMatchObject({ taskDefinition: newest, runningCount: 2 });
});

test('a deployment can be forced, and replaces tasks of the same revision', async () => {
  await bed.create('forced', await bed.register('forced', { image: GOOD }), { desiredCount: 1 });
  const [before] = (await bed.untilCompleted('forced')).deployments ?? [];
  const [task] = await bed.tasks('forced');
  await bed.update('forced', { forceNewDeployment: true });
  const [after] = (await bed.untilCompleted('forced')).deployments ?? [];

  expect(after?.id).not.toBe(before?.id);
  expect((await bed.tasks('forced'))[0]?.taskArn).not.toBe(task?.taskArn);
});

test('a task that crashes is replaced, without a new deployment', async () => {
  const image = containers.define('crashing:1');
  await bed.create('crashing', await bed.register('crashing', { image }), { desiredCount: 1 });
  const [before] = (await bed.untilCompleted('crashing')).deployments ?? [];
  const [task] = await bed.tasks('crashing');
  const isCrashing = (container: { image: { reference: string } }): boolean => container.image.reference === image;
  [...containers.running].find(isCrashing)?.crash(139);
  await untilReplaced('crashing', task);
  const service = await bed.describe('crashing');

  expect(service.deployments).toMatchObject([{ id: before?.id, rolloutState: 'COMPLETED', failedTasks: 0 }]);
  const [stopped] = await bed.tasks('crashing', 'STOPPED');
  expect(stopped).toMatchObject({ taskArn: task?.taskArn, containers: [{ exitCode: 139 }] });
});

test('a task that somebody stops is replaced, too', async () => {
  await bed.create('stopped', await bed.register('stopped', { image: GOOD }), { desiredCount: 1 });
  await bed.untilCompleted('stopped');
  const [task] = await bed.tasks('stopped');
  await bed.ecs.send(new StopTaskCommand({ cluster: CLUSTER, task: task?.taskArn, reason: 'tired of it' }));
  await untilReplaced('stopped', task);
  expect(await bed.tasks('stopped', 'STOPPED')).toMatchObject([
    { stopCode: 'UserInitiated', stoppedReason: 'tired of it' },
  ]);
});

test('a service grows and shrinks within its deployment', async () => {
  await bed.create('scaled', await bed.register('scaled', { image: GOOD }), { desiredCount: 1 });
  const [before] = (await bed.untilCompleted('scaled')).deployments ?? [];
  await bed.update('scaled', { desiredCount: 3 });
  await bed.until('scaled', ({ runningCount }) => runningCount === 3);
  await bed.update('scaled', { desiredCount: 0 });
  const service = await bed.until('scaled', ({ runningCount }) => runningCount === 0);
  expect(service.deployments).toMatchObject([{ id: before?.id, rolloutState: 'COMPLETED', desiredCount: 0 }]);
});

test('a deleted service leaves no container, address or network interface', async () => {
  const image = containers.define('deleted:1');
  await bed.create('deleted', await bed.register('deleted', { image }));
  await bed.untilCompleted('deleted');
  const addresses = (await bed.tasks('deleted')).map(
    ({ containers: [container] = [] }) => container?.networkInterfaces?.[0]?.privateIpv4Address ?? '',
  );
  await bed.remove('deleted');
  await bed.until('deleted', ({ status }) => status === 'INACTIVE');
  while ((await bed.tasks('deleted', 'STOPPED')).some(({ lastStatus }) => lastStatus !== 'STOPPED'));

  expect([...containers.running].filter(({ image: { reference } }) => reference === image)).toEqual([]);
  expect(addresses.map((address) => fixture.aws.runtime.addresses.find(address, 80))).toEqual([undefined, undefined]);
  expect(await bed.describe('deleted')).toMatchObject({ runningCount: 0, desiredCount: 0, deployments: [] });
});
