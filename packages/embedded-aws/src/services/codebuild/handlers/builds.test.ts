import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import {
  BatchDeleteBuildsCommand,
  BatchGetBuildsCommand,
  CodeBuildClient,
  CreateProjectCommand,
  DeleteProjectCommand,
  ListBuildsCommand,
  ListBuildsForProjectCommand,
  RetryBuildCommand,
  StartBuildBatchCommand,
  StartBuildCommand,
  type StartBuildCommandInput,
  StopBuildCommand,
} from '@aws-sdk/client-codebuild';

import { createBuildRole, finished, projectWith } from '../../../testing/codebuild';
import { ACCOUNT, REGION, useEmbeddedAws, VENV } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const QUICK = 'version: 0.2\nphases: { build: { commands: ["true"] } }';
const ENDLESS = 'version: 0.2\nphases: { build: { commands: [sleep 1000] } }';

let codebuild: CodeBuildClient;
let role: string;

beforeAll(async () => {
  codebuild = fixture.client(CodeBuildClient);
  role = await createBuildRole(fixture, 'builds');
});

async function create(name: string, buildspec = QUICK): Promise<void> {
  await codebuild.send(new CreateProjectCommand({ name, ...projectWith(buildspec, role) }));
}

/** Starts a build. @returns its id */
async function start(projectName: string, input: Partial<StartBuildCommandInput> = {}): Promise<string> {
  return (await codebuild.send(new StartBuildCommand({ projectName, ...input }))).build?.id ?? '';
}

test('a build that was just started is in progress', async () => {
  await create('new', ENDLESS);
  const { build } = await codebuild.send(new StartBuildCommand({ projectName: 'new' }));
  expect(build).toMatchObject({
    buildStatus: 'IN_PROGRESS',
    currentPhase: 'QUEUED',
    buildComplete: false,
    buildNumber: 1,
  });
  await codebuild.send(new StopBuildCommand({ id: build?.id }));
});

test('builds are listed, the newest first unless asked else, and found by their ids and ARNs', async () => {
  await create('listed');
  const ids = [await start('listed'), await start('listed'), await start('listed')];
  const newest = await codebuild.send(new ListBuildsForProjectCommand({ projectName: 'listed' }));
  const oldest = await codebuild.send(
    new ListBuildsForProjectCommand({ projectName: 'listed', sortOrder: 'ASCENDING' }),
  );
  const arn = `arn:aws:codebuild:${REGION}:${ACCOUNT}:build/${ids[0] ?? ''}`;
  const found = await codebuild.send(new BatchGetBuildsCommand({ ids: [arn, ids[2] ?? '', 'listed:none'] }));

  expect(oldest.ids).toEqual(ids);
  expect(newest.ids).toEqual([...ids].reverse());
  expect((await codebuild.send(new ListBuildsCommand({}))).ids).toEqual(expect.arrayContaining(ids));
  expect(found.builds?.map(({ buildNumber }) => buildNumber)).toEqual([1, 3]);
  expect(found.buildsNotFound).toEqual(['listed:none']);
});

test('builds outlive their project and its successor, and are numbered on', async () => {
  await create('twice');
  const first = await start('twice');
  await codebuild.send(new DeleteProjectCommand({ name: 'twice' }));
  await create('twice');
  const second = await start('twice');
  const { builds } = await codebuild.send(new BatchGetBuildsCommand({ ids: [first, second] }));
  expect(builds?.map(({ buildNumber }) => buildNumber)).toEqual([1, 2]);
});

test('a stopped build is stopped, and stopping it again is no error', async () => {
  await create('stopped', ENDLESS);
  const id = await start('stopped');
  await codebuild.send(new StopBuildCommand({ id }));
  expect((await finished(fixture, id)).build.buildStatus).toBe('STOPPED');
  expect((await codebuild.send(new StopBuildCommand({ id }))).build?.buildStatus).toBe('STOPPED');
});

test('a build that is tried again runs with what it was started with', async () => {
  await create('retried');
  const environmentVariablesOverride = [{ name: 'A', value: '1' }];
  const id = await start('retried', { environmentVariablesOverride, idempotencyToken: 'first' });
  const { build } = await codebuild.send(new RetryBuildCommand({ id }));
  expect(build?.id).not.toBe(id);
  expect(build?.environment?.environmentVariables).toMatchObject(environmentVariablesOverride);
});

test('builds that are complete can be deleted, those in progress cannot', async () => {
  await create('deleted');
  const id = await start('deleted');
  await finished(fixture, id);
  const running = await start('deleted', { buildspecOverride: ENDLESS });
  const result = await codebuild.send(new BatchDeleteBuildsCommand({ ids: [id, running] }));
  await codebuild.send(new StopBuildCommand({ id: running }));

  expect(result.buildsDeleted).toEqual([`arn:aws:codebuild:${REGION}:${ACCOUNT}:build/${id}`]);
  expect(result.buildsNotDeleted?.map((build) => build.id)).toEqual([running]);
  expect((await codebuild.send(new BatchGetBuildsCommand({ ids: [id] }))).buildsNotFound).toEqual([id]);
});

test('a call with the same token starts nothing again, and must be the same call', async () => {
  await create('once');
  const id = await start('once', { idempotencyToken: 'once' });
  expect(await start('once', { idempotencyToken: 'once' })).toBe(id);
  await expect(start('once', { idempotencyToken: 'once', timeoutInMinutesOverride: 5 })).rejects.toMatchObject({
    name: 'InvalidInputException',
    message: 'Parameter mismatch: another build was started with this idempotencyToken',
  });
});

test('a project builds no more at once than it may', async () => {
  const limited = { name: 'limited', ...projectWith(ENDLESS, role), concurrentBuildLimit: 1 };
  await codebuild.send(new CreateProjectCommand(limited));
  const id = await start('limited');
  await expect(start('limited')).rejects.toMatchObject({
    name: 'AccountLimitExceededException',
    message: 'Cannot have more than 1 active builds for the project',
  });
  await codebuild.send(new StopBuildCommand({ id }));
  await finished(fixture, id);
  await codebuild.send(new StopBuildCommand({ id: await start('limited') }));
});

describe('CodeBuild refuses', () => {
  const CODEPIPELINE = { type: 'CODEPIPELINE' } as const;

  test('a build of a project that is not there', async () => {
    await expect(start('none')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Project cannot be found: arn:aws:codebuild:${REGION}:${ACCOUNT}:project/none`,
    });
  });

  test('a build that only CodePipeline starts, unless its source and artifacts are others', async () => {
    const project = { name: 'fed', ...projectWith(QUICK, role), source: CODEPIPELINE, artifacts: CODEPIPELINE };
    await codebuild.send(new CreateProjectCommand(project));
    await expect(start('fed')).rejects.toMatchObject({
      name: 'InvalidInputException',
      message:
        'Source type CODEPIPELINE: only CodePipeline starts this build. Override source and artifacts to start it',
    });
    const artifactsOverride = { type: 'NO_ARTIFACTS' as const };
    const id = await start('fed', { sourceTypeOverride: 'NO_SOURCE', buildspecOverride: QUICK, artifactsOverride });
    expect((await finished(fixture, id)).build.buildStatus).toBe('SUCCEEDED');
  });

  test('a build without a source and a buildspec', async () => {
    await create('bare', '');
    await expect(start('bare')).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Invalid source: a buildspec is required for source type NO_SOURCE',
    });
  });

  test('sources that the embedded AWS cannot fetch, and batches', async () => {
    await create('git');
    await expect(start('git', { sourceTypeOverride: 'GITHUB' })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: 'The embedded AWS builds sources of type CODEPIPELINE, S3, NO_SOURCE, not GITHUB.',
    });
    await expect(codebuild.send(new StartBuildBatchCommand({ projectName: 'git' }))).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    });
  });

  test('to stop a build that is not there', async () => {
    await expect(codebuild.send(new StopBuildCommand({ id: 'none:1' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('to list the builds of a project that is not there', async () => {
    await expect(codebuild.send(new ListBuildsForProjectCommand({ projectName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

test('the aws CLI starts a build and reads how it ended', async () => {
  await create('cli');
  const { endpoint, region, credentials } = fixture.settings();
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const aws = async (...args: string[]): Promise<string> => {
    const command = ['codebuild', ...args, '--output', 'text'];
    return (await promisify(execFile)(path.join(VENV, 'bin', 'aws'), command, { env })).stdout.trim();
  };
  const id = await aws('start-build', '--project-name', 'cli', '--query', 'build.id');
  await finished(fixture, id);
  expect(await aws('batch-get-builds', '--ids', id, '--query', 'builds[0].buildStatus')).toBe('SUCCEEDED');
});
