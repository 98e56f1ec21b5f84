import { StopTaskCommand, type Task } from '@aws-sdk/client-ecs';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, ServiceFixture } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);

const GOOD = containers.define('shop:1');

/** Resolves when another task runs in the place of one that has ended. */
async function untilReplaced(service: string, before: Task | undefined): Promise<void> {
  await services.until(
    service,
    ({ events }) => (events ?? []).filter(({ message }) => message?.includes('has started 1 tasks')).length > 1,
  );
  expect((await services.tasks(service)).map(({ taskArn }) => taskArn)).not.toContain(before?.taskArn);
  await services.until(service, ({ runningCount }) => runningCount === 1);
}

test('a task that crashes is replaced, without a new deployment', async () => {
  const image = containers.define('crashing:1');
  await services.create('crashing', await services.register('crashing', { image }), { desiredCount: 1 });
  const [before] = (await services.untilCompleted('crashing')).deployments ?? [];
  const [task] = await services.tasks('crashing');
  const isCrashing = (container: { image: { reference: string } }): boolean => container.image.reference === image;
  [...containers.running].find(isCrashing)?.crash(139);
  await untilReplaced('crashing', task);
  const service = await services.describe('crashing');

  expect(service.deployments).toMatchObject([{ id: before?.id, rolloutState: 'COMPLETED', failedTasks: 0 }]);
  const [stopped] = await services.tasks('crashing', 'STOPPED');
  expect(stopped).toMatchObject({ taskArn: task?.taskArn, containers: [{ exitCode: 139 }] });
});

test('a task that StopTask stops is replaced, too', async () => {
  await services.create('stopped', await services.register('stopped', { image: GOOD }), { desiredCount: 1 });
  await services.untilCompleted('stopped');
  const [task] = await services.tasks('stopped');
  await services.ecs.send(new StopTaskCommand({ cluster: CLUSTER, task: task?.taskArn, reason: 'tired of it' }));
  await untilReplaced('stopped', task);
  expect(await services.tasks('stopped', 'STOPPED')).toMatchObject([
    { stopCode: 'UserInitiated', stoppedReason: 'tired of it' },
  ]);
});

test('a service grows and shrinks within its deployment', async () => {
  await services.create('scaled', await services.register('scaled', { image: GOOD }), { desiredCount: 1 });
  const [before] = (await services.untilCompleted('scaled')).deployments ?? [];
  await services.update('scaled', { desiredCount: 3 });
  await services.until('scaled', ({ runningCount }) => runningCount === 3);
  await services.update('scaled', { desiredCount: 0 });
  const service = await services.until('scaled', ({ runningCount }) => runningCount === 0);
  expect(service.deployments).toMatchObject([{ id: before?.id, rolloutState: 'COMPLETED', desiredCount: 0 }]);
});

test('a deleted service leaves no container, address or network interface', async () => {
  const image = containers.define('deleted:1');
  await services.create('deleted', await services.register('deleted', { image }));
  await services.untilCompleted('deleted');
  const addresses = (await services.tasks('deleted')).map(
    ({ containers: [container] = [] }) => container?.networkInterfaces?.[0]?.privateIpv4Address ?? '',
  );
  await services.remove('deleted');
  await services.until('deleted', ({ status }) => status === 'INACTIVE');
  while ((await services.tasks('deleted', 'STOPPED')).some(({ lastStatus }) => lastStatus !== 'STOPPED'));

  expect([...containers.running].filter(({ image: { reference } }) => reference === image)).toEqual([]);
  expect(addresses.map((address) => fixture.aws.runtime.addresses.find(address, 80))).toEqual([undefined, undefined]);
  expect(await services.describe('deleted')).toMatchObject({ runningCount: 0, desiredCount: 0, deployments: [] });
});
