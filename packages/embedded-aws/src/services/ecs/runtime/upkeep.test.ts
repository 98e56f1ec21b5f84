import { StopTaskCommand, type Task } from '@aws-sdk/client-ecs';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, ServiceBed } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const bed = new ServiceBed(fixture);

const GOOD = containers.define('shop:1');

/** Resolves when another task runs in the place of one that has ended. */
async function untilReplaced(service: string, before: Task | undefined): Promise<void> {
  await bed.until(
    service,
    ({ events }) => (events ?? []).filter(({ message }) => message?.includes('has started 1 tasks')).length > 1,
  );
  expect((await bed.tasks(service)).map(({ taskArn }) => taskArn)).not.toContain(before?.taskArn);
  await bed.until(service, ({ runningCount }) => runningCount === 1);
}

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
