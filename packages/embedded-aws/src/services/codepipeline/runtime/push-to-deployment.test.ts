import { chmod } from 'node:fs/promises';
import path from 'node:path';

import { CodeBuildClient, CreateProjectCommand, UpdateProjectCommand } from '@aws-sdk/client-codebuild';
import { PutWebhookCommand, type StageDeclaration } from '@aws-sdk/client-codepipeline';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { RunningClock } from '../../../clock';
import { openShop, type Shop } from '../../../github/testing/shop';
import { createBuildRole } from '../../../testing/codebuild';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { DEPLOYER } from '../../../testing/pipeline';
import { githubSource, PipelineFixture, pipelineOf } from '../../../testing/pipeline-fixture';
import { ScriptedContainers } from '../../../testing/scripted-containers';
import { CLUSTER, ServiceFixture } from '../../ecs/runtime/testing';

let shop: Shop;

// Before the embedded AWS, which is told its address.
beforeAll(async () => {
  shop = await openShop();
});

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers, githubUrl: () => shop.github.url });
const services = new ServiceFixture(fixture);

let pipelines: PipelineFixture;

/** Shows what it got, exports a variable and leaves the file that it is told of. */
const BUILDSPEC = `
version: 0.2
env: { exported-variables: [IMAGE], shell: bash }
phases:
  build:
    commands:
      - export IMAGE="shop:$CODEBUILD_RESOLVED_SOURCE_VERSION"
      - test -x run.sh
      - printf '[{"name":"app","imageUri":"%s"}]' $IMAGE > imagedefinitions.json
      - echo "$FOR by $CODEBUILD_INITIATOR" > result.txt
artifacts: { files: [result.txt, imagedefinitions.json] }
`;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture, DEPLOYER);
  const environment = {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
  } as const;
  await fixture.client(CodeBuildClient).send(
    new CreateProjectCommand({
      name: 'shop',
      source: { type: 'CODEPIPELINE', buildspec: BUILDSPEC },
      artifacts: { type: 'CODEPIPELINE' },
      environment,
      serviceRole: await createBuildRole(fixture, 'build'),
    }),
  );
});

beforeAll(async () => {
  const task = await services.register('shop', { image: containers.define('bootstrap') });
  await services.create('shop', task, { desiredCount: 1 });
  await services.untilCompleted('shop');
});

afterAll(() => shop.close());

/** A source whose build has a command that fails. */
const FAILING = {
  type: 'CODEPIPELINE',
  buildspec: 'version: 0.2\nphases: { build: { commands: ["false"] } }',
} as const;

const BUILD: StageDeclaration = {
  name: 'Build',
  actions: [
    {
      name: 'Build',
      namespace: 'Build',
      actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
      configuration: {
        ProjectName: 'shop',
        EnvironmentVariables: JSON.stringify([{ name: 'FOR', value: '#{Source.CommitMessage}', type: 'PLAINTEXT' }]),
      },
      inputArtifacts: [{ name: 'source' }],
      outputArtifacts: [{ name: 'SomethingBuilt' }],
    },
  ],
};

const DEPLOY: StageDeclaration = {
  name: 'Deploy',
  actions: [
    {
      name: 'Review',
      actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
      configuration: { CustomData: 'Deploy #{Build.IMAGE}?', ExternalEntityLink: '#{Source.CommitUrl}' },
    },
    {
      name: 'Deploy',
      runOrder: 2,
      actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
      configuration: { ClusterName: CLUSTER, ServiceName: 'shop' },
      inputArtifacts: [{ name: 'SomethingBuilt' }],
    },
  ],
};

test('a pipeline whose repository is empty fails in its source', async () => {
  const stages = [githubSource(), BUILD, DEPLOY];
  const id = await pipelines.createPipeline(pipelineOf('a-pipeline-with-a-long-name', [], { stages }));
  await pipelines.untilStatus('a-pipeline-with-a-long-name', id, 'Failed');
  const [source] = await pipelines.actions('a-pipeline-with-a-long-name', id);

  expect(source?.output?.executionResult?.errorDetails).toEqual({
    code: 'RevisionUnavailable',
    message: 'GitHub answered 409 for the repository "acme/shop": Git Repository is empty.',
  });
});

test('a push is fetched, built, shown for approval, and deployed', async () => {
  const name = 'a-pipeline-with-a-long-name';
  const webhook = await pipelines.client.send(
    new PutWebhookCommand({
      webhook: {
        name: 'push',
        targetPipeline: name,
        targetAction: 'Source',
        authentication: 'GITHUB_HMAC',
        authenticationConfiguration: { SecretToken: 'secret' },
        filters: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{Branch}' }],
      },
    }),
  );
  await shop.addHook(webhook.webhook?.url ?? '', { secret: 'secret' });
  await shop.checkout.write({ 'run.sh': '#!/bin/sh\n' });
  await chmod(path.join(shop.checkout.folder, 'run.sh'), 0o755);
  const sha = await shop.checkout.commit('Open the shop', { 'README.md': 'A shop' });
  await shop.checkout.git('push', '--quiet', shop.remote, 'main');
  await shop.github.settled();
  // GitHub's hello, which starts nothing, and the push.
  expect(shop.github.deliveries().map(({ event }) => event.name)).toEqual(['ping', 'push']);
  const [execution, ...others] = await pipelines.executions(name);
  const id = execution?.pipelineExecutionId ?? '';
  expect(others).toHaveLength(1);

  containers.define(`shop:${sha}`);
  const commitUrl = `${shop.github.url}/repos/acme/shop/commits/${sha}`;
  await pipelines.untilAsked(name, 'Deploy', { executionId: id, actionName: 'Review' });
  const [review, build, source] = await pipelines.actions(name, id);
  expect(source).toMatchObject({
    status: 'Succeeded',
    input: { configuration: { OAuthToken: '****' }, resolvedConfiguration: { OAuthToken: '****' } },
    output: {
      outputVariables: {
        AuthorDate: '2026-03-01T09:00:00Z',
        BranchName: 'main',
        CommitId: sha,
        CommitMessage: 'Open the shop',
        CommitterDate: '2026-03-01T10:00:00Z',
        CommitUrl: commitUrl,
        RepositoryName: 'shop',
      },
    },
  });
  expect(build).toMatchObject({
    status: 'Succeeded',
    output: { outputVariables: { IMAGE: `shop:${sha}` }, executionResult: { externalExecutionId: /^shop:/ } },
  });
  expect(review?.input?.resolvedConfiguration).toEqual({
    CustomData: `Deploy shop:${sha}?`,
    ExternalEntityLink: commitUrl,
  });
  await pipelines.answer(name, 'Deploy', { actionName: 'Review' });
  await pipelines.untilStatus(name, id, 'Succeeded');
  expect((await pipelines.executions(name))[0]).toMatchObject({
    trigger: { triggerType: 'Webhook' },
    sourceRevisions: [{ actionName: 'Source', revisionId: sha, revisionSummary: 'Open the shop' }],
  });
  const [task] = await services.tasks('shop');
  expect(task?.containers?.[0]?.image).toBe(`shop:${sha}`);
});

test('artifacts are zip files in the store, encrypted, under the names of pipeline and artifact', async () => {
  const name = 'a-pipeline-with-a-long-name';
  const [execution] = await pipelines.executions(name);
  const [, , build] = await pipelines.actions(name, execution?.pipelineExecutionId ?? '');
  const { bucket: Bucket, key: Key } = build?.output?.outputArtifacts?.[0]?.s3location ?? {};
  expect(Bucket).toBe('artifacts');
  expect(Key).toMatch(/^a-pipeline-with-a-lo\/SomethingB\/[\w-]{7}$/);

  const s3 = fixture.client(S3Client);
  const content = await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString('latin1');
  expect(content?.startsWith('PK')).toBe(true);
  const input = build?.input?.inputArtifacts?.[0]?.s3location;
  const source = await s3.send(new HeadObjectCommand({ Bucket: input?.bucket, Key: input?.key }));
  expect(source.ServerSideEncryption).toBe('aws:kms');
});

test('a build that fails fails the execution with the command that failed', async () => {
  await fixture.client(CodeBuildClient).send(new UpdateProjectCommand({ name: 'shop', source: FAILING }));
  const stages = [githubSource(), BUILD];
  const id = await pipelines.createPipeline(pipelineOf('failing', [], { stages }));
  await pipelines.untilStatus('failing', id, 'Failed');
  expect((await pipelines.actions('failing', id))[0]?.output?.executionResult?.errorDetails).toEqual({
    code: 'JobFailed',
    message:
      'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: false. Reason: exit status 1',
  });
});

test('a build that cannot start fails the execution and says why', async () => {
  const [action] = BUILD.actions ?? [];
  const configuration = { ProjectName: 'missing' };
  const stages = [githubSource(), { ...BUILD, actions: action ? [{ ...action, configuration }] : [] }];
  const id = await pipelines.createPipeline(pipelineOf('broken', [], { stages }));
  await pipelines.untilStatus('broken', id, 'Failed');
  expect((await pipelines.actions('broken', id))[0]?.output?.executionResult?.errorDetails).toEqual({
    code: 'ConfigurationError',
    message: expect.stringContaining(`project/missing`) as unknown,
  });
});
