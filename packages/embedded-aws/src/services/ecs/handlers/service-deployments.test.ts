import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
  type ListServiceDeploymentsCommandInput,
  type ServiceDeployment,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';

import { RunningClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, ROLLING_BACK, ServiceFixture } from '../runtime/testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);

const GOOD = containers.define('shop:1');
const BROKEN = containers.define('broken:1', { exitCode: 1 });
const SETTINGS = { deploymentConfiguration: ROLLING_BACK, desiredCount: 1 };

async function list(
  service: string,
  input: Partial<ListServiceDeploymentsCommandInput> = {},
): Promise<ServiceDeploymentBrief[]> {
  const command = new ListServiceDeploymentsCommand({ cluster: CLUSTER, service, ...input });
  return (await services.ecs.send(command)).serviceDeployments ?? [];
}

async function describe(arn: string | undefined): Promise<ServiceDeployment | undefined> {
  const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn ?? ''] });
  return (await services.ecs.send(command)).serviceDeployments?.[0];
}

/** ARN of the task definition of a revision of a service. */
async function definitionOf(arn: string | undefined): Promise<string | undefined> {
  const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn ?? ''] });
  return (await services.ecs.send(command)).serviceRevisions?.[0]?.taskDefinition;
}

async function until(service: string, status: string): Promise<ServiceDeploymentBrief[]> {
  await services.until(service, () => true);
  for (;;) {
    const found = await list(service);
    if (found[0]?.status === status) return found;
    await fixture.aws.runtime.clock.sleep(1000);
  }
}

test('each change of a service that needs new tasks is a service deployment, newest first', async () => {
  const first = await services.register('history', { image: GOOD });
  await services.create('history', first, SETTINGS);
  expect(await list('history')).toMatchObject([{ status: 'IN_PROGRESS' }]);
  await until('history', 'SUCCESSFUL');
  await services.update('history', { desiredCount: 2 });
  const second = await services.register('history', { image: GOOD });
  await services.update('history', { taskDefinition: second });
  const [newest, oldest, ...others] = await until('history', 'SUCCESSFUL');
  expect(others).toEqual([]);
  expect(newest?.serviceDeploymentArn).toMatch(
    /^arn:aws:ecs:eu-central-1:\d{12}:service-deployment\/stage\/history\/[\w-]{21}$/,
  );
  expect(newest?.finishedAt?.getTime()).toBeGreaterThan(newest?.createdAt?.getTime() ?? Infinity);
  expect(await definitionOf(newest?.targetServiceRevisionArn)).toBe(second);
  expect(await definitionOf(oldest?.targetServiceRevisionArn)).toBe(first);
  expect(await describe(newest?.serviceDeploymentArn)).toMatchObject({
    status: 'SUCCESSFUL',
    targetServiceRevision: { arn: newest?.targetServiceRevisionArn, runningTaskCount: 2 },
    sourceServiceRevisions: [{ arn: oldest?.targetServiceRevisionArn }],
    deploymentCircuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
  });
});

test('a rollback is part of the deployment that failed', async () => {
  const good = await services.register('back', { image: GOOD });
  await services.create('back', good, SETTINGS);
  await until('back', 'SUCCESSFUL');
  await services.update('back', { taskDefinition: await services.register('back', { image: BROKEN }) });
  const [failed, before, ...others] = await until('back', 'ROLLBACK_SUCCESSFUL');
  expect(others).toEqual([]);
  expect(await describe(failed?.serviceDeploymentArn)).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: expect.stringContaining('ECS deployment circuit breaker') as string,
    deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3 },
    rollback: { serviceRevisionArn: before?.targetServiceRevisionArn },
  });
  await services.update('back', { forceNewDeployment: true });
  expect((await list('back')).map(({ status }) => status)).toEqual([
    'IN_PROGRESS',
    'ROLLBACK_SUCCESSFUL',
    'SUCCESSFUL',
  ]);
});

test('a deployment that fails with nothing to roll back to is stopped, and one that is replaced, too', async () => {
  await services.create('first', await services.register('first', { image: BROKEN }), SETTINGS);
  await until('first', 'STOPPED');
  await services.update('first', { taskDefinition: await services.register('first', { image: GOOD }) });
  await services.update('first', { forceNewDeployment: true });
  expect((await until('first', 'SUCCESSFUL')).map(({ status }) => status)).toEqual([
    'SUCCESSFUL',
    'STOPPED',
    'STOPPED',
  ]);
});

test('lists take a time, states and pages', async () => {
  await services.create('paged', await services.register('paged', { image: GOOD }), SETTINGS);
  const [first] = await until('paged', 'SUCCESSFUL');
  await services.update('paged', { forceNewDeployment: true });
  const after = new Date((first?.createdAt?.getTime() ?? 0) + 1);
  expect(await list('paged', { createdAt: { after } })).toHaveLength(1);
  expect(await list('paged', { createdAt: { before: after } })).toMatchObject([first]);
  expect(await list('paged', { status: ['SUCCESSFUL'] })).toMatchObject([first]);
  const command = { cluster: CLUSTER, service: 'paged', maxResults: 1 };
  const { nextToken } = await services.ecs.send(new ListServiceDeploymentsCommand(command));
  expect(await list('paged', { maxResults: 1, nextToken })).toMatchObject([first]);
});

test('what is not there is refused or told as missing', async () => {
  await expect(list('nothing')).rejects.toMatchObject({ name: 'ServiceNotFoundException' });
  const arn = 'arn:aws:ecs:eu-central-1:123456789012:service-deployment/stage/nothing/x';
  const { failures } = await services.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }));
  expect(failures).toEqual([{ arn, reason: 'MISSING' }]);
});
