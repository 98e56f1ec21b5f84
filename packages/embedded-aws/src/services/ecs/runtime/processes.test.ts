import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { CloudWatchLogsClient, CreateLogGroupCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { pack } from 'tar-stream';

import { RunningClock } from '../../../clock';
import { pushImage } from '../../../testing/ecr';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { ROLLING_BACK, ServiceFixture } from './testing';

const fixture = useEmbeddedAws({ clock: new RunningClock(60) });
const services = new ServiceFixture(fixture);

const REPOSITORY = 'shop';
const GROUP = '/ecs/shop';

const SERVER = `
require('node:http').createServer((_, response) => response.end(String(process.pid))).listen(process.env.PORT);
console.log('listening');
process.on('SIGTERM', () => { console.log('stopping'); process.exit(0); });
`;

/** What Amazon's own policy for execution roles allows (AWS Managed Policy Reference, "AmazonECSTaskExecutionRolePolicy"). */
const EXECUTION = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];

let executionRoleArn: string;

beforeAll(async () => {
  executionRoleArn = await services.role('execution', [{ Action: EXECUTION, Resource: '*' }]);
  await fixture.client(ECRClient).send(new CreateRepositoryCommand({ repositoryName: REPOSITORY }));
  await fixture.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: GROUP }));
});

/** Pushes a program, and registers a revision that runs it. @returns its ARN */
async function release(tag: string, program: string): Promise<string> {
  const layer = pack();
  layer.entry({ name: 'server.js' }, program);
  layer.finalize();
  const settings = { Cmd: ['node', '/server.js'] };
  await pushImage(fixture.client(ECRClient), REPOSITORY, tag, gzipSync(await buffer(layer)), settings);
  const options = { 'awslogs-group': GROUP, 'awslogs-region': REGION, 'awslogs-stream-prefix': 'web' };
  const container = {
    image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${REPOSITORY}:${tag}`,
    environment: [{ name: 'PORT', value: '80' }],
    logConfiguration: { logDriver: 'awslogs', options } as const,
  };
  return services.register('shop', container, { executionRoleArn });
}

/** Asks the only task of the service. @returns the id of its process */
async function pidOf(service: string): Promise<number> {
  const [task] = await services.tasks(service);
  const address = task?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';
  const port = fixture.aws.runtime.addresses.find(address, 80);
  return Number(await (await fetch(`http://127.0.0.1:${String(port)}`)).text());
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function linesOf(taskArn: string | undefined): Promise<(string | undefined)[]> {
  const logStreamName = `web/app/${taskArn?.split('/').at(-1) ?? ''}`;
  const read = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName, startFromHead: true });
  const { events = [] } = await fixture.client(CloudWatchLogsClient).send(read);
  return events.map(({ message }) => message);
}

test('an image is pulled, served, kept when its successor breaks, and gone with its service', async () => {
  const good = await release('1', SERVER);
  await services.create('shop', good, { desiredCount: 1, deploymentConfiguration: ROLLING_BACK });
  await services.untilCompleted('shop');
  const first = await pidOf('shop');
  expect(isRunning(first)).toBe(true);

  await services.update('shop', { taskDefinition: await release('2', 'process.exit(7)') });
  await services.until('shop', ({ deployments = [] }) =>
    deployments.some(({ rolloutState }) => rolloutState === 'FAILED'),
  );
  expect(await services.untilCompleted('shop')).toMatchObject({ taskDefinition: good, runningCount: 1 });
  expect(await services.tasks('shop', 'STOPPED')).toContainEqual(
    expect.objectContaining({ containers: [expect.objectContaining({ exitCode: 7 })] }),
  );

  const last = await pidOf('shop');
  const [task] = await services.tasks('shop');
  await services.remove('shop');
  while ((await services.tasks('shop', 'STOPPED')).some(({ lastStatus }) => lastStatus !== 'STOPPED'));
  expect([first, last].map(isRunning)).toEqual([false, false]);
  expect(await linesOf(task?.taskArn)).toEqual(['listening', 'stopping']);
});
