import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import {
  DeleteClusterCommand,
  DescribeClustersCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  type ListTasksCommandInput,
  RunTaskCommand,
  type RunTaskCommandInput,
  type Task,
} from '@aws-sdk/client-ecs';

import { RunningClock } from '../../../clock';
import { ACCOUNT, REGION, useEmbeddedAws, VENV } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, ServiceFixture } from '../runtime/testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);
const image = containers.define('shop:1');

async function list(filter: ListTasksCommandInput): Promise<string[]> {
  return (await services.ecs.send(new ListTasksCommand({ cluster: CLUSTER, ...filter }))).taskArns ?? [];
}

async function run(taskDefinition: string, settings: Partial<RunTaskCommandInput> = {}): Promise<Task[]> {
  const networkConfiguration = { awsvpcConfiguration: { subnets: services.network.subnets } };
  const input = { cluster: CLUSTER, taskDefinition, launchType: 'FARGATE' as const, networkConfiguration, ...settings };
  return (await services.ecs.send(new RunTaskCommand(input))).tasks ?? [];
}

async function untilStopped(task: Task | undefined): Promise<Task | undefined> {
  for (;;) {
    const describe = new DescribeTasksCommand({ cluster: CLUSTER, tasks: [task?.taskArn ?? ''] });
    const [found] = (await services.ecs.send(describe)).tasks ?? [];
    if (found?.lastStatus === 'STOPPED') return found;
  }
}

/** The real AWS CLI. */
async function aws(...args: string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: fixture.aws.endpoint,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
  };
  return (await promisify(execFile)(path.join(VENV, 'bin', 'aws'), args, { env })).stdout;
}

test('tasks are listed by service, family, starter and status', async () => {
  await services.create('listed', await services.register('listed', { image }));
  const { deployments } = await services.untilCompleted('listed');
  const all = await list({ serviceName: 'listed' });

  expect(all).toHaveLength(2);
  expect(await list({ family: 'listed' })).toEqual(all);
  expect(await list({ startedBy: deployments?.[0]?.id })).toEqual(all);
  expect(await list({ serviceName: 'listed', launchType: 'FARGATE' })).toEqual(all);
  expect(await list({ serviceName: 'listed', launchType: 'EC2' })).toEqual([]);
  expect(await list({ serviceName: 'listed', desiredStatus: 'STOPPED' })).toEqual([]);
  expect(await list({ family: 'other' })).toEqual([]);
});

test('a task is described with its containers and its network', async () => {
  await services.create('described', await services.register('described', { image }), { desiredCount: 1 });
  await services.untilCompleted('described');
  const [arn = ''] = await list({ serviceName: 'described' });
  const { tasks } = await services.ecs.send(
    new DescribeTasksCommand({ cluster: CLUSTER, tasks: [arn.split('/').at(-1) ?? ''] }),
  );

  expect(arn).toMatch(new RegExp(`^arn:aws:ecs:${REGION}:${ACCOUNT}:task/${CLUSTER}/[0-9a-f]{32}$`));
  expect(tasks).toMatchObject([
    {
      taskArn: arn,
      group: 'service:described',
      launchType: 'FARGATE',
      lastStatus: 'RUNNING',
      desiredStatus: 'RUNNING',
      startedAt: expect.any(Date) as Date,
      attachments: [{ type: 'ElasticNetworkInterface', status: 'ATTACHED' }],
      containers: [{ name: 'app', image, lastStatus: 'RUNNING', imageDigest: `sha256:${'0'.repeat(64)}` }],
    },
  ]);
});

test('a task that is not there is missing', async () => {
  const missing = `arn:aws:ecs:${REGION}:${ACCOUNT}:task/${CLUSTER}/missing`;
  const { tasks, failures } = await services.ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: [missing] }));
  expect([tasks, failures]).toEqual([[], [{ arn: missing, reason: 'MISSING' }]]);
});

test('a single task runs until it ends, with the command that it was given', async () => {
  const migration = containers.define('migration:1', { exitCode: 0 });
  const definition = await services.register('migration', { image: migration });
  const overrides = { containerOverrides: [{ name: 'app', command: ['migrate'] }] };
  const [task] = await run(definition, { startedBy: 'release', overrides });

  expect(task).toMatchObject({ lastStatus: 'PROVISIONING', group: 'family:migration', startedBy: 'release' });
  expect(await untilStopped(task)).toMatchObject({
    stopCode: 'EssentialContainerExited',
    overrides,
    containers: [{ exitCode: 0 }],
  });
});

test('containers wait for those they depend on', async () => {
  const migration = containers.define('init:1', { exitCode: 1 });
  const definition = await services.register(
    'dependent',
    {},
    {
      containerDefinitions: [
        { name: 'web', image, dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }] },
        { name: 'init', image: migration, essential: false },
      ],
    },
  );
  const [task] = await run(definition);
  expect(await untilStopped(task)).toMatchObject({
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'Container web depends on init, which did not exit successfully',
  });
});

test('a cluster counts its tasks, and is not deleted while one runs', async () => {
  await run(await services.register('counted', { image }), { count: 2 });
  const describe = new DescribeClustersCommand({ clusters: [CLUSTER] });
  while (((await services.ecs.send(describe)).clusters?.[0]?.pendingTasksCount ?? 0) > 0);
  const expected = (await list({})).length;
  expect((await services.ecs.send(describe)).clusters?.[0]?.runningTasksCount).toBe(expected);

  for (const service of ['listed', 'described']) {
    await services.remove(service);
    await services.until(service, ({ status }) => status === 'INACTIVE');
  }
  await expect(services.ecs.send(new DeleteClusterCommand({ cluster: CLUSTER }))).rejects.toMatchObject({
    name: 'ClusterContainsTasksException',
  });
});

test("the AWS CLI's waiters return", async () => {
  await services.create('awaited', await services.register('awaited', { image }), { desiredCount: 1 });
  await aws('ecs', 'wait', 'services-stable', '--cluster', CLUSTER, '--services', 'awaited');
  const [arn = ''] = await list({ serviceName: 'awaited' });
  await aws('ecs', 'wait', 'tasks-running', '--cluster', CLUSTER, '--tasks', arn);
  await aws('ecs', 'stop-task', '--cluster', CLUSTER, '--task', arn);
  await aws('ecs', 'wait', 'tasks-stopped', '--cluster', CLUSTER, '--tasks', arn);
  await aws('ecs', 'delete-service', '--cluster', CLUSTER, '--service', 'awaited', '--force');
  await aws('ecs', 'wait', 'services-inactive', '--cluster', CLUSTER, '--services', 'awaited');
  expect(await services.describe('awaited')).toMatchObject({ status: 'INACTIVE', runningCount: 0 });
});
