import {
  BatchGetProjectsCommand,
  CodeBuildClient,
  CreateProjectCommand,
  type CreateProjectCommandInput,
  DeleteProjectCommand,
  ListProjectsCommand,
  type Project,
  UpdateProjectCommand,
} from '@aws-sdk/client-codebuild';

import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

/** A project that a pipeline feeds, with everything a stack sets. */
function pipelineProject(name: string): CreateProjectCommandInput {
  return {
    name,
    description: 'Builds the image',
    source: { type: 'CODEPIPELINE', buildspec: 'version: 0.2' },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      privilegedMode: true,
      environmentVariables: [{ name: 'REPOSITORY', value: 'orders' }],
    },
    serviceRole: `arn:aws:iam::${ACCOUNT}:role/build`,
    timeoutInMinutes: 20,
    queuedTimeoutInMinutes: 60,
    concurrentBuildLimit: 1,
    encryptionKey: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1`,
    cache: { type: 'LOCAL', modes: ['LOCAL_DOCKER_LAYER_CACHE'] },
    logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: '/build/orders' } },
    tags: [{ key: 'service', value: 'orders' }],
  };
}

async function read(name: string): Promise<Project | undefined> {
  const { projects } = await fixture.client(CodeBuildClient).send(new BatchGetProjectsCommand({ names: [name] }));
  return projects?.[0];
}

test('a project that a pipeline feeds reads back as it was created, with what CodeBuild fills in', async () => {
  const input = pipelineProject('orders');
  await fixture.client(CodeBuildClient).send(new CreateProjectCommand(input));

  expect(await read('orders')).toMatchObject({
    ...input,
    arn: `arn:aws:codebuild:eu-central-1:${ACCOUNT}:project/orders`,
    artifacts: { type: 'CODEPIPELINE', name: 'orders', packaging: 'NONE', encryptionDisabled: false },
    environment: {
      ...input.environment,
      imagePullCredentialsType: 'CODEBUILD',
      environmentVariables: [{ name: 'REPOSITORY', value: 'orders', type: 'PLAINTEXT' }],
    },
    badge: { badgeEnabled: false },
    projectVisibility: 'PRIVATE',
    created: expect.any(Date) as Date,
  });
});

test('what a project does not say is as CodeBuild has it', async () => {
  const { name, source, artifacts, environment, serviceRole } = pipelineProject('bare');
  const minimal = { name, source, artifacts, environment, serviceRole };
  await fixture.client(CodeBuildClient).send(new CreateProjectCommand(minimal));

  expect(await read('bare')).toMatchObject({
    timeoutInMinutes: 60,
    queuedTimeoutInMinutes: 480,
    cache: { type: 'NO_CACHE' },
    encryptionKey: `arn:aws:kms:eu-central-1:${ACCOUNT}:alias/aws/s3`,
  });
});

test('an update changes what it names and keeps the rest', async () => {
  const codebuild = fixture.client(CodeBuildClient);
  await codebuild.send(new CreateProjectCommand(pipelineProject('update')));
  const before = await read('update');
  await codebuild.send(
    new UpdateProjectCommand({ name: 'update', description: '', timeoutInMinutes: 30, concurrentBuildLimit: -1 }),
  );

  const after = await read('update');
  expect(before).toMatchObject({ description: 'Builds the image', concurrentBuildLimit: 1 });
  expect(after).toEqual({
    ...before,
    description: undefined,
    concurrentBuildLimit: undefined,
    timeoutInMinutes: 30,
    lastModified: after?.lastModified,
  });
});

test('a project is found by its ARN, and those that are not there are named', async () => {
  const arn = `arn:aws:codebuild:eu-central-1:${ACCOUNT}:project/by-arn`;
  const codebuild = fixture.client(CodeBuildClient);
  await codebuild.send(new CreateProjectCommand(pipelineProject('by-arn')));
  const found = await codebuild.send(new BatchGetProjectsCommand({ names: [arn, 'missing'] }));

  expect(found.projects?.map(({ name }) => name)).toEqual(['by-arn']);
  expect(found.projectsNotFound).toEqual(['missing']);
});

test('a deleted project is gone, and deleting it again is no error', async () => {
  const codebuild = fixture.client(CodeBuildClient);
  await codebuild.send(new CreateProjectCommand(pipelineProject('deleted')));
  await codebuild.send(new DeleteProjectCommand({ name: 'deleted' }));
  await codebuild.send(new DeleteProjectCommand({ name: 'deleted' }));

  expect(await read('deleted')).toBeUndefined();
  expect((await codebuild.send(new ListProjectsCommand({}))).projects).not.toContain('deleted');
});

test('a project is deleted by its ARN too, as the Terraform provider does', async () => {
  const codebuild = fixture.client(CodeBuildClient);
  const { project } = await codebuild.send(new CreateProjectCommand(pipelineProject('deleted-by-arn')));
  await codebuild.send(new DeleteProjectCommand({ name: project?.arn }));

  expect((await codebuild.send(new ListProjectsCommand({}))).projects).not.toContain('deleted-by-arn');
});

test('projects of another region are others', async () => {
  await fixture.client(CodeBuildClient, 'us-west-2').send(new CreateProjectCommand(pipelineProject('other-region')));
  expect(await read('other-region')).toBeUndefined();
});

describe('CodeBuild refuses', () => {
  const refusals: [string, Partial<CreateProjectCommandInput>, string][] = [
    ['a name with a slash', { name: 'a/b' }, 'Only alphanumeric characters, dash, and underscore are supported'],
    ['a name of one character', { name: 'a' }, 'Only alphanumeric characters, dash, and underscore are supported'],
    ['a role of another account', { serviceRole: 'arn:aws:iam::999999999999:role/b' }, 'Service role account ID'],
    ['artifacts of a pipeline without its source', { source: { type: 'NO_SOURCE' } }, 'must both be CODEPIPELINE'],
    [
      'a repository without a location',
      { source: { type: 'GITHUB' }, artifacts: { type: 'NO_ARTIFACTS' } },
      'Project source location is required',
    ],
  ];

  test.each(refusals)('%s', async (_, changes, message) => {
    const create = new CreateProjectCommand({ ...pipelineProject('refused'), ...changes });
    const result = fixture.client(CodeBuildClient).send(create);
    await expect(result).rejects.toMatchObject({ name: 'InvalidInputException' });
    await expect(result).rejects.toThrow(message);
  });

  test('a second project of the same name', async () => {
    const codebuild = fixture.client(CodeBuildClient);
    await codebuild.send(new CreateProjectCommand(pipelineProject('twice')));
    await expect(codebuild.send(new CreateProjectCommand(pipelineProject('twice')))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: `Project already exists: arn:aws:codebuild:eu-central-1:${ACCOUNT}:project/twice`,
    });
  });

  test('an update of a project that is not there', async () => {
    const update = new UpdateProjectCommand({ name: 'missing' });
    await expect(fixture.client(CodeBuildClient).send(update)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
