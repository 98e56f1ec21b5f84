import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { messagesOf, ROLLING_BACK, ServiceFixture } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);

const GOOD = containers.define('shop:1');
const BROKEN = containers.define('broken:1', { exitCode: 1 });

test('an image that exits at once trips the circuit breaker, and the last good revision stays', async () => {
  const good = await services.register('tripped', { image: GOOD });
  await services.create('tripped', good, { deploymentConfiguration: ROLLING_BACK });
  await services.untilCompleted('tripped');
  const bad = await services.register('tripped', { image: BROKEN });
  const failing = (await services.update('tripped', { taskDefinition: bad }))?.deployments?.[0]?.id ?? '';

  const back = await services.until('tripped', ({ deployments }) => deployments?.[0]?.taskDefinition === good);
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
  expect(await services.untilCompleted('tripped')).toMatchObject({ taskDefinition: good, runningCount: 2 });
  const messages = messagesOf(await services.describe('tripped'));
  expect(messages).toContain(`(service tripped) (deployment ${failing}) deployment failed: tasks failed to start.`);
  expect(messages).toContain(`(service tripped) rolling back to deployment ${id}.`);
  const exited = (await services.tasks('tripped', 'STOPPED')).find(
    ({ taskDefinitionArn }) => taskDefinitionArn === bad,
  );
  expect(exited).toMatchObject({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'app', lastStatus: 'STOPPED', exitCode: 1 }],
  });
});

test('a first deployment that fails starts no more tasks', async () => {
  const settings = { deploymentConfiguration: ROLLING_BACK, desiredCount: 1 };
  await services.create('stillborn', await services.register('stillborn', { image: 'missing:1' }), settings);
  const service = await services.until('stillborn', ({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED');

  expect(service).toMatchObject({ runningCount: 0, deployments: [{ status: 'PRIMARY', failedTasks: 3 }] });
  expect(messagesOf(service)).toContain(
    '(service stillborn) was unable to place a task. Reason: CannotPullContainerError: no such image: missing:1.',
  );
  await fixture.aws.runtime.clock.sleep(120_000);
  const stopped = await services.tasks('stillborn', 'STOPPED');
  expect(stopped).toHaveLength(3);
  expect(stopped[0]).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'CannotPullContainerError: no such image: missing:1',
  });
});

test('a failed first deployment is followed by one that succeeds', async () => {
  const settings = { deploymentConfiguration: ROLLING_BACK, desiredCount: 1 };
  await services.create('second', await services.register('second', { image: 'missing:1' }), settings);
  await services.until('second', ({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED');
  const good = await services.register('second', { image: GOOD });
  await services.update('second', { taskDefinition: good });
  expect(await services.untilCompleted('second')).toMatchObject({ taskDefinition: good, runningCount: 1 });
});

test('without a circuit breaker tasks are tried again and again, and start when they can', async () => {
  await services.create('stubborn', await services.register('stubborn', { image: 'late:1' }), { desiredCount: 1 });
  await services.until('stubborn', ({ deployments }) => (deployments?.[0]?.failedTasks ?? 0) > 3);
  containers.define('late:1');
  expect(await services.untilCompleted('stubborn')).toMatchObject({
    runningCount: 1,
    deployments: [{ failedTasks: 0 }],
  });
});
