import { chmod } from 'node:fs/promises';
import path from 'node:path';

import { CodeBuildClient, CreateProjectCommand } from '@aws-sdk/client-codebuild';
import { PutWebhookCommand, type StageDeclaration } from '@aws-sdk/client-codepipeline';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { openShop, type Shop } from '../../../github/testing/shop';
import { createBuildRole } from '../../../testing/codebuild';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { githubSource, PipelineBed, pipelineOf } from '../../../testing/pipeline-bed';

let shop: Shop;

// Before the embedded AWS, which is told its address.
beforeAll(async () => {
  shop = await openShop();
});

const fixture = useEmbeddedAws({ githubUrl: () => shop.github.url });

let bed: PipelineBed;

/** Shows what it got, exports a variable and leaves the file that it is told of. */
const BUILDSPEC = `
version: 0.2
env: { exported-variables: [IMAGE], shell: bash }
phases:
  build:
    commands:
      - export IMAGE="shop:$CODEBUILD_RESOLVED_SOURCE_VERSION"
      - test -x run.sh
      - echo "$FOR by $CODEBUILD_INITIATOR" > result.txt
artifacts: { files: [result.txt] }
`;

beforeAll(async () => {
  bed = await PipelineBed.create(fixture);
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

afterAll(() => shop.close());

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

const REVIEW: StageDeclaration = {
  name: 'Review',
  actions: [
    {
      name: 'Review',
      actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
      configuration: { CustomData: 'Deploy #{Build.IMAGE}?', ExternalEntityLink: '#{Source.CommitUrl}' },
    },
  ],
};

test('a pipeline whose repository is empty fails in its source', async () => {
  const stages = [githubSource(), BUILD, REVIEW];
  const id = await bed.createPipeline(pipelineOf('a-pipeline-with-a-long-name', [], { stages }));
  await bed.untilStatus('a-pipeline-with-a-long-name', id, 'Failed');
  const [source] = await bed.actions('a-pipeline-with-a-long-name', id);

  expect(source?.output?.executionResult?.errorDetails).toEqual({
    code: 'RevisionUnavailable',
    message: 'GitHub answered 409 for the repository "acme/shop": Git Repository is empty.',
  });
});

test('a push is fetched, built and shown to whoever approves', async () => {
  const name = 'a-pipeline-with-a-long-name';
  const webhook = await bed.client.send(
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
  const [execution, ...others] = await bed.executions(name);
  const id = execution?.pipelineExecutionId ?? '';
  expect(others).toHaveLength(1);

  const commitUrl = `${shop.github.url}/repos/acme/shop/commits/${sha}`;
  await bed.untilAsked(name, 'Review', { executionId: id });
  const [review, build, source] = await bed.actions(name, id);
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
  await bed.answer(name, 'Review');
  await bed.untilStatus(name, id, 'Succeeded');
  expect((await bed.executions(name))[0]).toMatchObject({
    trigger: { triggerType: 'Webhook' },
    sourceRevisions: [{ actionName: 'Source', revisionId: sha, revisionSummary: 'Open the shop' }],
  });
});

test('artifacts are zip files in the store, encrypted, under the names of pipeline and artifact', async () => {
  const name = 'a-pipeline-with-a-long-name';
  const [execution] = await bed.executions(name);
  const [, build] = await bed.actions(name, execution?.pipelineExecutionId ?? '');
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

test('a build that fails fails the execution and says why', async () => {
  const [action] = BUILD.actions ?? [];
  const configuration = { ProjectName: 'missing' };
  const stages = [githubSource(), { ...BUILD, actions: action ? [{ ...action, configuration }] : [] }];
  const id = await bed.createPipeline(pipelineOf('broken', [], { stages }));
  await bed.untilStatus('broken', id, 'Failed');
  expect((await bed.actions('broken', id))[0]?.output?.executionResult?.errorDetails).toEqual({
    code: 'ConfigurationError',
    message: expect.stringContaining(`project/missing`) as unknown,
  });
});
