import { DescribeTasksCommand } from '@aws-sdk/client-ecs';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, messagesOf, ServiceFixture } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);

const GOOD = containers.define('shop:1');
const BETTER = containers.define('shop:2');

afterAll(() => {
  // By now the embedded AWS has ended, with services that ran.
  expect([...containers.running]).toEqual([]);
});

test('a new service reaches a steady state', async () => {
  const created = await services.create('steady', await services.register('steady', { image: GOOD }));
  expect(created).toMatchObject({ runningCount: 0, deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }] });

  const service = await services.untilCompleted('steady');
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

test('tasks have addresses in the subnets of their service, one subnet after the other, and run where they say', async () => {
  await services.create('spread', await services.register('spread', { image: GOOD }));
  await services.untilCompleted('spread');
  const tasks = await services.tasks('spread');

  expect(new Set(tasks.map(({ availabilityZone }) => availabilityZone))).toEqual(
    new Set(['eu-central-1a', 'eu-central-1b']),
  );
  for (const { attachments } of tasks) {
    const details = new Map(attachments?.[0]?.details?.map(({ name, value }) => [name, value]));
    expect(services.network.subnets).toContain(details.get('subnetId'));
    const port = fixture.aws.runtime.addresses.find(details.get('privateIPv4Address') ?? '', 80);
    expect(await (await fetch(`http://127.0.0.1:${String(port)}`)).text()).toBe(GOOD);
  }
});

test('a new revision takes over without fewer healthy tasks than the minimum', async () => {
  await services.create('rolling', await services.register('rolling', { image: GOOD }), { desiredCount: 3 });
  await services.untilCompleted('rolling');
  const newer = await services.register('rolling', { image: BETTER });
  const updated = await services.update('rolling', { taskDefinition: newer });
  expect(updated?.deployments?.map(({ status, taskDefinition }) => [status, taskDefinition])).toEqual([
    ['PRIMARY', newer],
    ['ACTIVE', newer.replace(/\d+$/, '1')],
  ]);

  const seen: number[] = [];
  const service = await services.until('rolling', ({ deployments = [], runningCount = 0 }) => {
    seen.push(runningCount);
    return deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
  });
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(3);
  expect(Math.max(...seen)).toBeLessThanOrEqual(6);
  expect(service).toMatchObject({ taskDefinition: newer, runningCount: 3 });
  expect((await services.tasks('rolling')).map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual([
    newer,
    newer,
    newer,
  ]);
  const [stopped] = await services.tasks('rolling', 'STOPPED');
  expect(stopped).toMatchObject({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Scaling activity initiated by (deployment ${service.deployments?.[0]?.id ?? ''})`,
    containers: [{ exitCode: 143 }],
  });
});

test('of two revisions in a row the newest wins', async () => {
  await services.create('hasty', await services.register('hasty', { image: GOOD }));
  await services.untilCompleted('hasty');
  await services.update('hasty', { taskDefinition: await services.register('hasty', { image: 'missing:1' }) });
  const newest = await services.register('hasty', { image: BETTER });
  await services.update('hasty', { taskDefinition: newest });
  expect(await services.untilCompleted('hasty')).toMatchObject({ taskDefinition: newest, runningCount: 2 });
});

test('a deployment can be forced, and replaces tasks of the same revision', async () => {
  await services.create('forced', await services.register('forced', { image: GOOD }), { desiredCount: 1 });
  const [before] = (await services.untilCompleted('forced')).deployments ?? [];
  const [task] = await services.tasks('forced');
  await services.update('forced', { forceNewDeployment: true });
  const [after] = (await services.untilCompleted('forced')).deployments ?? [];

  expect(after?.id).not.toBe(before?.id);
  expect((await services.tasks('forced'))[0]?.taskArn).not.toBe(task?.taskArn);
});

test('without room for more tasks, as many stop first as the minimum allows', async () => {
  const deploymentConfiguration = { minimumHealthyPercent: 50, maximumPercent: 100 };
  const desiredCount = 3;
  await services.create('tight', await services.register('tight', { image: GOOD }), {
    deploymentConfiguration,
    desiredCount,
  });
  await services.untilCompleted('tight');
  const newer = await services.register('tight', { image: BETTER });
  await services.update('tight', { taskDefinition: newer });

  const seen: number[] = [];
  await services.until('tight', ({ deployments = [], runningCount = 0, pendingCount = 0 }) => {
    seen.push(runningCount);
    expect(runningCount + pendingCount).toBeLessThanOrEqual(3);
    return deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
  });
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(2);
  const moves = messagesOf(await services.describe('tight')).filter((message) => /has (started|stopped)/.test(message));
  const taken = moves.map((message) => message.replace(/^\(service tight\) | tasks.*$/g, ''));
  const oneByOne = ['has stopped 1 running', 'has started 1'];
  expect(taken).toEqual(['has started 3', ...oneByOne, ...oneByOne, ...oneByOne]);
});

test('tasks have the tags of their service', async () => {
  const settings = {
    tags: [{ key: 'team', value: 'shop' }],
    propagateTags: 'SERVICE',
    enableECSManagedTags: true,
  } as const;
  await services.create('tagged', await services.register('tagged', { image: GOOD }), {
    ...settings,
    tags: [...settings.tags],
  });
  const [task] = await services.tasks('tagged');
  const describe = { cluster: CLUSTER, tasks: [task?.taskArn ?? ''], include: ['TAGS' as const] };
  const { tasks } = await services.ecs.send(new DescribeTasksCommand(describe));
  expect(task?.tags).toEqual([]);
  expect(tasks?.[0]?.tags).toEqual([
    { key: 'team', value: 'shop' },
    { key: 'aws:ecs:clusterName', value: CLUSTER },
    { key: 'aws:ecs:serviceName', value: 'tagged' },
  ]);
});
