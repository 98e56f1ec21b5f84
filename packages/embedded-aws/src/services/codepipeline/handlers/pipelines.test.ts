import {
  type ActionDeclaration,
  CodePipelineClient,
  CreatePipelineCommand,
  GetPipelineCommand,
  ListPipelinesCommand,
  ListTagsForResourceCommand,
  type PipelineDeclaration,
  UpdatePipelineCommand,
} from '@aws-sdk/client-codepipeline';
import { IAMClient } from '@aws-sdk/client-iam';

import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPipelineRole, pipelineNamed } from '../../../testing/pipeline';

const fixture = useEmbeddedAws();

let codepipeline: CodePipelineClient;

beforeAll(async () => {
  codepipeline = fixture.client(CodePipelineClient);
  await createPipelineRole(fixture.client(IAMClient));
});

async function create(pipeline: PipelineDeclaration): Promise<void> {
  await codepipeline.send(new CreatePipelineCommand({ pipeline }));
}

async function read(name: string): Promise<PipelineDeclaration | undefined> {
  return (await codepipeline.send(new GetPipelineCommand({ name }))).pipeline;
}

test('a V2 pipeline reads back as it was created, but for the token', async () => {
  const pipeline = {
    ...pipelineNamed('orders'),
    triggers: [
      {
        providerType: 'CodeStarSourceConnection',
        gitConfiguration: { sourceActionName: 'GitHub', push: [{ branches: { includes: ['main'] } }] },
      },
    ],
  } satisfies PipelineDeclaration;
  await create(pipeline);
  const found = await read('orders');

  expect(found).toMatchObject({
    pipelineType: 'V2',
    executionMode: 'QUEUED',
    variables: [{ name: 'IMAGE_TAG', defaultValue: 'latest' }],
    triggers: pipeline.triggers,
    version: 1,
  });
  expect(found?.stages?.[0]?.actions?.[0]?.configuration).toEqual({
    Owner: 'octo',
    Repo: 'orders',
    Branch: 'main',
    OAuthToken: '****',
    PollForSourceChanges: 'false',
  });
});

test('points in time are dates', async () => {
  const before = Date.now();
  await create(pipelineNamed('dated'));
  const { metadata } = await codepipeline.send(new GetPipelineCommand({ name: 'dated' }));
  const { pipelines } = await codepipeline.send(new ListPipelinesCommand({}));

  expect(metadata?.pipelineArn).toBe(`arn:aws:codepipeline:eu-central-1:${ACCOUNT}:dated`);
  for (const date of [metadata?.created, metadata?.updated, pipelines?.find(({ name }) => name === 'dated')?.created]) {
    expect(Math.abs((date?.getTime() ?? 0) - before)).toBeLessThan(60_000);
  }
});

test('an update counts the version up and keeps the tags', async () => {
  const tags = [{ key: 'service', value: 'updated' }];
  await codepipeline.send(new CreatePipelineCommand({ pipeline: pipelineNamed('updated'), tags }));
  const pipeline: PipelineDeclaration = { ...pipelineNamed('updated'), executionMode: 'PARALLEL' };
  await codepipeline.send(new UpdatePipelineCommand({ pipeline }));
  const resourceArn = `arn:aws:codepipeline:eu-central-1:${ACCOUNT}:updated`;

  expect(await read('updated')).toMatchObject({ version: 2, executionMode: 'PARALLEL' });
  expect((await codepipeline.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual(tags);
});

test('a pipeline that does not say otherwise is of type V1 and supersedes older executions', async () => {
  const { name, roleArn, artifactStore, stages } = pipelineNamed('plain');
  await create({ name, roleArn, artifactStore, stages });
  expect(await read('plain')).toMatchObject({ pipelineType: 'V1', executionMode: 'SUPERSEDED' });
});

describe('CodePipeline refuses', () => {
  const [source, build] = pipelineNamed('parts').stages ?? [];

  function withBuild(...actions: Partial<ActionDeclaration>[]): PipelineDeclaration {
    const [action] = build?.actions ?? [];
    const changed = actions.map((changes) => ({ ...action, ...changes }) as ActionDeclaration);
    return { ...pipelineNamed('refused'), stages: [...(source ? [source] : []), { name: 'Build', actions: changed }] };
  }

  const refusals: [string, PipelineDeclaration, string][] = [
    [
      'a build in the first stage',
      { ...pipelineNamed('refused'), stages: [...(build ? [build] : []), ...(source ? [source] : [])] },
      'Action Image is in the first stage, which can have Source actions only',
    ],
    [
      'a source in a later stage',
      withBuild({ actionTypeId: { category: 'Source', owner: 'ThirdParty', provider: 'GitHub', version: '1' } }),
      'Action Image is a Source action, which only the first stage can have',
    ],
    [
      'two actions of one name',
      withBuild({}, { outputArtifacts: [] }),
      'There is more than one action in stage Build with the name Image',
    ],
    [
      'two stages of one name',
      { ...pipelineNamed('refused'), stages: [...(source ? [source] : []), ...(build ? [build, build] : [])] },
      'There is more than one stage with the name Build',
    ],
    [
      'an artifact that nothing made',
      withBuild({ inputArtifacts: [{ name: 'binary' }] }),
      'Input Artifact Bundle binary in action Image is not declared as Output Artifact Bundle in any of the preceding actions',
    ],
    [
      'an artifact that is made later in the stage',
      withBuild({ runOrder: 2 }, { name: 'Early', runOrder: 1, inputArtifacts: [{ name: 'image' }] }),
      'Input Artifact Bundle image in action Early is not declared as Output Artifact Bundle in any of the preceding actions',
    ],
    [
      'an artifact that is made twice',
      withBuild({}, { name: 'Again' }),
      'There is more than one output artifact with the name image',
    ],
  ];

  test.each(refusals)('%s', async (_, pipeline, message) => {
    await expect(create(pipeline)).rejects.toMatchObject({ name: 'InvalidStructureException', message });
  });

  test('a name that is taken', async () => {
    await create(pipelineNamed('taken'));
    await expect(create(pipelineNamed('taken'))).rejects.toMatchObject({ name: 'PipelineNameInUseException' });
  });

  test('an update of a pipeline that is not there', async () => {
    const update = new UpdatePipelineCommand({ pipeline: pipelineNamed('missing') });
    await expect(codepipeline.send(update)).rejects.toMatchObject({ name: 'PipelineNotFoundException' });
  });
});
