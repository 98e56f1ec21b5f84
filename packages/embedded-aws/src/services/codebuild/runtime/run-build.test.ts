import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  type Build,
  CodeBuildClient,
  CreateProjectCommand,
  type CreateProjectCommandInput,
  StartBuildCommand,
  StopBuildCommand,
} from '@aws-sdk/client-codebuild';

import { SteppedClock } from '../../../clock';
import {
  buildOnce,
  buildProject,
  createBuildRole,
  finished,
  logOf,
  phaseOf,
  projectWith,
} from '../../../testing/codebuild';
import { ACCOUNT, REGION, useEmbeddedAws, VENV } from '../../../testing/embedded-aws';
import { startEmbeddedAws } from '../../../start';
import { buildsIn } from './build';

const START = Date.parse('2026-03-01T12:00:00Z');
const clock = new SteppedClock(START);
const fixture = useEmbeddedAws({ clock });

let role: string;

beforeAll(async () => {
  role = await createBuildRole(fixture, 'running');
});

/** A project that runs one command. */
function project(name: string, command: string): CreateProjectCommandInput & { name: string } {
  const buildspec = `version: 0.2\nphases: { build: { commands: [${JSON.stringify(command)}], finally: [echo finally] } }`;
  return { name, ...projectWith(buildspec, role) };
}

/** Starts a build, and waits until it has said something. */
async function startUntil(
  started: CreateProjectCommandInput & { name: string },
  said: string,
  aws = fixture,
): Promise<Build> {
  const codebuild = aws.client(CodeBuildClient);
  await codebuild.send(new CreateProjectCommand(started));
  const { build } = await codebuild.send(new StartBuildCommand({ projectName: started.name }));
  const read = (): Promise<Build> => buildOnce(aws, build?.id ?? '', () => true);
  while (!(await logOf(aws, await read())).includes(`\n${said}\n`));
  return read();
}

test('a build is told with its phases, its times and its log', async () => {
  const { build, log } = await buildProject(fixture, project('told', 'true'));
  const uuid = build.id?.replace('told:', '') ?? '';

  expect(build).toMatchObject({
    arn: `arn:aws:codebuild:${REGION}:${ACCOUNT}:build/told:${uuid}`,
    projectName: 'told',
    buildNumber: 1,
    buildStatus: 'SUCCEEDED',
    buildComplete: true,
    currentPhase: 'COMPLETED',
    startTime: new Date(START),
    endTime: new Date(START),
    initiator: 'root',
    serviceRole: role,
    timeoutInMinutes: 60,
    logs: {
      groupName: '/aws/codebuild/told',
      streamName: uuid,
      deepLink:
        `https://console.aws.amazon.com/cloudwatch/home?region=${REGION}#logsV2:log-groups/log-group/` +
        `$252Faws$252Fcodebuild$252Ftold/log-events/${uuid}`,
    },
  });
  expect(build.phases?.map(({ phaseType, phaseStatus }) => `${phaseType ?? ''} ${phaseStatus ?? ''}`)).toEqual([
    ...['SUBMITTED', 'QUEUED', 'PROVISIONING', 'DOWNLOAD_SOURCE', 'INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD'].map(
      (phase) => `${phase} SUCCEEDED`,
    ),
    ...['UPLOAD_ARTIFACTS SUCCEEDED', 'FINALIZING SUCCEEDED', 'COMPLETED '],
  ]);
  expect(log).toContain('[Container] 2026/03/01 12:00:00.000000 Phase complete: BUILD State: SUCCEEDED\n');
});

test('the log is to be read while the build runs', async () => {
  const build = await startUntil(project('live', 'echo I live; sleep 1000'), 'I live');
  expect(build).toMatchObject({ buildStatus: 'IN_PROGRESS', currentPhase: 'BUILD', buildComplete: false });
  await fixture.client(CodeBuildClient).send(new StopBuildCommand({ id: build.id }));
  await finished(fixture, build.id ?? '');
});

test('a build that takes longer than it may is ended, and says so', async () => {
  const { id = '' } = await startUntil(
    { ...project('long', 'echo I wait; sleep 1000'), timeoutInMinutes: 5 },
    'I wait',
  );
  await clock.advance(5 * 60_000);
  const { build, log } = await finished(fixture, id);

  expect(build.buildStatus).toBe('TIMED_OUT');
  expect(phaseOf(build, 'BUILD')).toBe('TIMED_OUT BUILD_TIMED_OUT: Build has timed out. ');
  expect(build.phases?.map(({ phaseType }) => phaseType)).not.toContain('POST_BUILD');
  expect(log).not.toContain('\nfinally\n');
});

test('a build that is stopped ends at once, with everything that it started', async () => {
  const command = 'trap "" TERM; sleep 1000 & echo I work; wait';
  const { id = '' } = await startUntil(project('stopped', command), 'I work');
  await fixture.client(CodeBuildClient).send(new StopBuildCommand({ id }));
  const { build } = await finished(fixture, id);

  expect(build.buildStatus).toBe('STOPPED');
  expect(phaseOf(build, 'BUILD')).toBe('STOPPED : ');
});

test('nothing of a build is left on disk', async () => {
  const { build } = await buildProject(fixture, project('tidy', 'echo file > file'));
  expect(build.buildStatus).toBe('SUCCEEDED');
  expect(await readdir(path.join(fixture.aws.runtime.folder, 'codebuild'))).toEqual([]);
});

test('the log goes where the project says', async () => {
  const cloudWatchLogs = { status: 'ENABLED' as const, groupName: '/shop', streamName: 'build' };
  await fixture.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: '/shop' }));
  const { build, log } = await buildProject(fixture, { ...project('logs', 'echo hi'), logsConfig: { cloudWatchLogs } });
  expect(build.logs).toMatchObject({ groupName: '/shop', streamName: `build/${build.id?.replace('logs:', '') ?? ''}` });
  expect(log).toContain('\nhi\n');
});

test('a build without a log builds, too', async () => {
  const cloudWatchLogs = { status: 'DISABLED' as const };
  const { build } = await buildProject(fixture, { ...project('silent', 'true'), logsConfig: { cloudWatchLogs } });
  expect(build.buildStatus).toBe('SUCCEEDED');
  expect(build.logs?.groupName).toBeUndefined();
});

test('a role that cannot be assumed fails the build before anything is done', async () => {
  const serviceRole = `arn:aws:iam::${ACCOUNT}:role/missing`;
  const { build } = await buildProject(fixture, { ...project('no-role', 'true'), serviceRole });
  expect(build.buildStatus).toBe('FAILED');
  expect(phaseOf(build, 'QUEUED')).toContain(
    `FAILED ACCESS_DENIED: CodeBuild is not authorized to perform: sts:AssumeRole on service role ${serviceRole}`,
  );
});

test('the end of the embedded AWS ends its builds', async () => {
  const aws = await startEmbeddedAws({ account: ACCOUNT, region: REGION, python: path.join(VENV, 'bin', 'python') });
  const other = { ...fixture, settings: () => ({ ...fixture.settings(), endpoint: aws.endpoint }) };
  const client: typeof fixture.client = (type) => new type(other.settings());
  const serviceRole = await createBuildRole({ ...other, client }, 'running');
  const { id = '' } = await startUntil({ ...project('ended', 'echo I work; sleep 1000'), serviceRole }, 'I work', {
    ...other,
    client,
  });
  await aws.close();
  expect(buildsIn(aws.memory, { account: ACCOUNT, scope: { region: REGION } }).get(id)?.description).toMatchObject({
    buildStatus: 'STOPPED',
    buildComplete: true,
  });
});

describe('a role that lacks a permission', () => {
  test('to write the log fails the build before anything is done', async () => {
    const serviceRole = await createBuildRole(fixture, 'no-log', [{ Action: 's3:*', Resource: '*' }]);
    const { build } = await buildProject(fixture, { ...project('no-log', 'true'), serviceRole });
    expect(phaseOf(build, 'QUEUED')).toContain(
      `FAILED ACCESS_DENIED: Service role ${serviceRole} does not allow AWS CodeBuild to create Amazon CloudWatch Logs ` +
        `log streams for build ${build.arn ?? ''}. Error message: User: `,
    );
    expect(phaseOf(build, 'QUEUED')).toContain('is not authorized to perform: logs:CreateLogStream');
    expect(build.buildStatus).toBe('FAILED');
  });

  const logs = { Action: 'logs:*', Resource: '*' };

  test('to read a parameter fails the source phase', async () => {
    const serviceRole = await createBuildRole(fixture, 'no-parameters', [logs]);
    const buildspec = 'version: 0.2\nenv: { parameter-store: { A: /a } }\nphases: { build: { commands: ["true"] } }';
    const { build } = await buildProject(fixture, { name: 'no-parameters', ...projectWith(buildspec, serviceRole) });
    expect(phaseOf(build, 'DOWNLOAD_SOURCE')).toContain('FAILED Decrypted Variables Error: AccessDenied');
  });

  test('to read the source fails the source phase', async () => {
    const serviceRole = await createBuildRole(fixture, 'no-source', [logs]);
    const source = { type: 'S3' as const, location: 'sources/app.zip' };
    const { build } = await buildProject(fixture, { ...projectWith('', serviceRole), name: 'no-source', source });
    expect(phaseOf(build, 'DOWNLOAD_SOURCE')).toContain('FAILED CLIENT_ERROR: AccessDenied');
  });

  test('that a command needs fails that command', async () => {
    const serviceRole = await createBuildRole(fixture, 'no-ssm', [logs]);
    const command = 'aws ssm get-parameter --name /a';
    const { build, log } = await buildProject(fixture, { ...project('no-ssm', command), serviceRole });
    expect(log).toContain('is not authorized to perform: ssm:GetParameter');
    expect(build.buildStatus).toBe('FAILED');
  });
});
