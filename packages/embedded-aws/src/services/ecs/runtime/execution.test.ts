import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { ContainerDefinition, Task } from '@aws-sdk/client-ecs';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

import { RunningClock } from '../../../clock';
import { createKey } from '../../../testing/create-key';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { sessionOf } from '../../../gateway/sessions';
import { ServiceFixture } from './testing';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);

const image = containers.define('shop:1', { prints: ['listening', 'ready'] });
const logged = (group: string, options: Record<string, string> = {}): Partial<ContainerDefinition> => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': group, 'awslogs-region': REGION, 'awslogs-stream-prefix': 'web', ...options },
  },
});

let executionRoleArn: string;
let taskRoleArn: string;

beforeAll(async () => {
  executionRoleArn = await services.role('execution');
  taskRoleArn = await services.role('shop');
  const ssm = fixture.client(SSMClient);
  await ssm.send(new PutParameterCommand({ Name: '/shop/key', Value: 'from ssm', Type: 'SecureString' }));
  const secrets = fixture.client(SecretsManagerClient);
  await secrets.send(new CreateSecretCommand({ Name: 'shop', SecretString: '{"user":"web","port":5432}' }));
  await secrets.send(new CreateSecretCommand({ Name: 'plain', SecretString: 'a password' }));
});

/** Runs a service of one task until it has started. @returns the environment of its container */
async function run(name: string, container: Partial<ContainerDefinition>) {
  const definition = await services.register(name, { image, ...container }, { executionRoleArn, taskRoleArn });
  await services.create(name, definition, { desiredCount: 1 });
  await services.until(name, ({ runningCount }) => runningCount === 1);
  const [task] = await services.tasks(name);
  const isOfTask = ({ environment }: { environment: Readonly<Record<string, string>> }): boolean =>
    environment['SERVICE'] === name;
  return { task, environment: [...containers.running].find(isOfTask)?.environment ?? {} };
}

/** Runs a service whose tasks do not start. @returns the first of them */
async function fail(
  name: string,
  container: Partial<ContainerDefinition>,
  roles: { executionRoleArn?: string; taskRoleArn?: string } = { executionRoleArn },
): Promise<Task | undefined> {
  await services.create(name, await services.register(name, { image, ...container }, roles), { desiredCount: 1 });
  await services.until(name, ({ deployments }) => (deployments?.[0]?.failedTasks ?? 0) > 0);
  return (await services.tasks(name, 'STOPPED'))[0];
}

const of = (name: string): Partial<ContainerDefinition> => ({ environment: [{ name: 'SERVICE', value: name }] });
const secretArn = (name: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`;

test('a container finds its settings, where AWS is and who it is', async () => {
  const { task, environment } = await run('settings', of('settings'));
  expect(environment).toMatchObject({
    SERVICE: 'settings',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    AWS_ENDPOINT_URL: fixture.aws.endpoint,
  });
  expect(sessionOf(fixture.aws.memory, environment['AWS_ACCESS_KEY_ID'] ?? '')?.role).toEqual({
    roleArn: taskRoleArn,
    sessionName: task?.taskArn?.split('/').at(-1),
  });
  expect(environment['AWS_SESSION_TOKEN']).not.toBe('');
});

test('secrets are read by name or ARN, whole or by a key of theirs', async () => {
  const { environment } = await run('secrets', {
    ...of('secrets'),
    secrets: [
      { name: 'BY_NAME', valueFrom: '/shop/key' },
      { name: 'BY_ARN', valueFrom: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/shop/key` },
      { name: 'WHOLE', valueFrom: secretArn('shop') },
      { name: 'USER', valueFrom: `${secretArn('shop')}:user::` },
      { name: 'PORT', valueFrom: `${secretArn('shop')}:port:AWSCURRENT:` },
    ],
  });
  expect(environment).toMatchObject({
    BY_NAME: 'from ssm',
    BY_ARN: 'from ssm',
    WHOLE: '{"user":"web","port":5432}',
    USER: 'web',
    PORT: '5432',
  });
});

test('what a container prints is in its log stream, in order', async () => {
  const logs = fixture.client(CloudWatchLogsClient);
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/logged' }));
  const { task } = await run('logged', { ...of('logged'), ...logged('/ecs/logged') });
  const logStreamName = `web/app/${task?.taskArn?.split('/').at(-1) ?? ''}`;
  const read = new GetLogEventsCommand({ logGroupName: '/ecs/logged', logStreamName, startFromHead: true });
  let lines: (string | undefined)[] = [];
  while (lines.length < 2) lines = ((await logs.send(read)).events ?? []).map(({ message }) => message);
  expect(lines).toEqual(['listening', 'ready']);
});

test('a log group is created if the container says so', async () => {
  await run('grouped', { ...of('grouped'), ...logged('/ecs/grouped', { 'awslogs-create-group': 'true' }) });
  const logs = fixture.client(CloudWatchLogsClient);
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs/grouped' }));
  expect(logGroups).toHaveLength(1);
});

test('a role that may not write log lines is told of, and the container goes on', async () => {
  const mute = await services.role('mute', [
    { Action: ['logs:CreateLogStream', 'logs:CreateLogGroup'], Resource: '*' },
  ]);
  const container = { ...of('mute'), ...logged('/ecs/mute', { 'awslogs-create-group': 'true' }) };
  const definition = await services.register('mute', { image, ...container }, { executionRoleArn: mute });
  await services.create('mute', definition, { desiredCount: 1 });
  await services.until('mute', ({ runningCount }) => runningCount === 1);
  while (fixture.warnings.length === 0) await services.tasks('mute');
  expect(fixture.warnings).toEqual([
    expect.stringMatching(/^Log lines of \/ecs\/mute, web\/app\/\w+ are dropped: AccessDenied/),
  ]);
});

test('images are pulled as the execution role', async () => {
  await run('pulled', of('pulled'));
  const { accessKeyId = '' } = containers.pulls.at(-1)?.settings.credentials ?? {};
  expect(sessionOf(fixture.aws.memory, accessKeyId)?.role).toMatchObject({ roleArn: executionRoleArn });
});

describe('a task does not start', () => {
  const SECRETS =
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ';
  const failures: [string, string, Partial<ContainerDefinition>, string][] = [
    [
      'without its log group',
      'no-group',
      logged('/ecs/missing'),
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist',
    ],
    [
      'without a parameter',
      'no-parameter',
      { secrets: [{ name: 'KEY', valueFrom: '/missing' }] },
      `${SECRETS}unable to retrieve secrets from ssm: invalid parameters: /missing`,
    ],
    [
      'without a secret',
      'no-secret',
      { secrets: [{ name: 'KEY', valueFrom: secretArn('missing') }] },
      `${SECRETS}unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${secretArn('missing')} from secrets manager: ResourceNotFoundException`,
    ],
    [
      'without a key of a secret',
      'no-key',
      { secrets: [{ name: 'KEY', valueFrom: `${secretArn('shop')}:missing::` }] },
      `${SECRETS}unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key missing`,
    ],
    [
      'without JSON in a secret of which it names a key',
      'no-json',
      { secrets: [{ name: 'KEY', valueFrom: `${secretArn('plain')}:missing::` }] },
      `${SECRETS}unable to retrieve secret from asm: service call has been retried 1 time(s): the secret is not JSON, so that it has no json key missing`,
    ],
  ];

  test.each(failures)('%s', async (_, name, container, reason) => {
    const task = await fail(name, container);
    expect(task?.stopCode).toBe('TaskFailedToStart');
    expect(task?.stoppedReason).toContain(reason);
  });

  test('if its execution role may not read a secret', async () => {
    const role = await services.role('poor', [{ Action: 'logs:*', Resource: '*' }]);
    const secrets = [{ name: 'KEY', valueFrom: '/shop/key' }];
    const task = await fail('denied', { secrets }, { executionRoleArn: role });
    expect(task?.stoppedReason).toContain(
      `${SECRETS}unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::${ACCOUNT}:assumed-role/poor/`,
    );
  });

  test('if its execution role may read a secret, and not decrypt it', async () => {
    const KmsKeyId = await createKey(fixture);
    const secret = { Name: 'under-own-key', SecretString: 'a password', KmsKeyId };
    await fixture.client(SecretsManagerClient).send(new CreateSecretCommand(secret));
    const reads = { Action: ['logs:*', 'secretsmanager:GetSecretValue'], Resource: '*' };
    const secrets = [{ name: 'KEY', valueFrom: secretArn('under-own-key') }];
    const without = await services.role('without-key', [reads]);
    const task = await fail('undecrypted', { secrets }, { executionRoleArn: without });
    expect(task?.stoppedReason).toContain(`is not authorized to perform: kms:Decrypt on resource: ${KmsKeyId}`);

    const withKey = await services.role('with-key', [reads, { Action: 'kms:Decrypt', Resource: KmsKeyId }]);
    const definition = await services.register('decrypted', { image, secrets }, { executionRoleArn: withKey });
    await services.create('decrypted', definition, { desiredCount: 1 });
    await services.until('decrypted', ({ runningCount }) => runningCount === 1);
  });

  test('if ECS cannot assume its role', async () => {
    const missing = `arn:aws:iam::${ACCOUNT}:role/missing`;
    const task = await fail('unassumed', {}, { executionRoleArn, taskRoleArn: missing });
    expect(task?.stoppedReason).toContain(`ECS was unable to assume the role '${missing}'`);
  });

  test('from a private image without an execution role', async () => {
    const task = await fail('roleless', { image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop:1` }, {});
    expect(task?.stoppedReason).toContain('to have execution role ARN to support ECR images');
  });
});
