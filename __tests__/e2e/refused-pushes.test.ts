import {
  CodePipelineClient,
  DeleteWebhookCommand,
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  ListWebhooksCommand,
} from '@aws-sdk/client-codepipeline';
import { until } from 'embedded-aws/testing/pipeline-fixture';
import { PipelineWatch } from '../../cli/rehearse/pipeline-watch';
import { deploySome } from './helpers/deploy-some';
import { plannedChanges } from './helpers/planned-changes';
import { failureOf, PIPELINE, usePushedPlatform } from './helpers/pushed-platform';
import { quietStep } from './helpers/quiet-step';
import { badSources, buildspec, type BadSource } from './suites/bad-sources';

const UNBUILDABLE: readonly BadSource[] = [
  {
    what: 'a checkout without a Dockerfile',
    files: { Dockerfile: undefined },
    told: ['Build/Build failed', 'The repository has no file Dockerfile'],
  },
  {
    what: 'a buildspec with an unknown phase',
    files: buildspec('compile', 'make'),
    told: ['Build/Build failed', 'buildspec.yml cannot run in this pipeline:', 'phases.compile'],
  },
];

describe('a push that is not taken', () => {
  const pushed = usePushedPlatform();
  const { deployed, push, isUsable } = pushed;

  it('because no service uses its branch is reported, and the next valid push is delivered', async () => {
    const message = await failureOf(push({}, 'feature'));
    expect(message).toMatch(/pushed to feature of example-org\/hello, but shop-hello did not start/);
    expect(message).toMatch(/GitHub delivered push to http.*: 200/);
    expect(message).toContain('The webhook ignores pushes to feature');
    await isUsable();
  });

  it('because the secret at GitHub is not the webhook’s is refused, and the next valid push is delivered', async () => {
    const { store } = deployed.rehearsal.github;
    const [hook] = store.hooks();
    if (hook === undefined) throw new Error('no webhook is registered');
    store.updateHook(hook, { ...hook, config: { ...hook.config, secret: 'another' } });
    const message = await failureOf(push());
    store.updateHook(hook, hook);
    expect(message).toMatch(/GitHub delivered push to http.*: 403 .*signature/);
    expect(message).toContain('The secret at GitHub is not the one of the webhook');
    await isUsable();
  });

  it('because a newer one was pushed in quick succession is superseded, and the newer one is delivered', async () => {
    const { settings } = deployed.rehearsal.aws;
    const codepipeline = deployed.client(CodePipelineClient);
    const watch = new PipelineWatch(settings, PIPELINE);
    const before = (await watch.executions()).length;
    const gate = { pipelineName: PIPELINE, stageName: 'Build', transitionType: 'Inbound' } as const;
    await codepipeline.send(new DisableStageTransitionCommand({ ...gate, reason: 'two pushes wait here' }));
    const older = failureOf(push());
    await until(async () => ((await watch.executions()).length > before ? true : undefined));
    const newer = push();
    expect(await older).toMatch(/ended as Superseded\.\nA newer commit has taken its place/);
    await codepipeline.send(new EnableStageTransitionCommand(gate));
    expect(await newer).toMatchObject({ sha: expect.stringMatching(/^[0-9a-f]{40}$/) as string });
  });

  badSources(pushed, UNBUILDABLE);

  it('because AWS’s webhook was deleted is refused until a deployment creates it again', async () => {
    const codepipeline = deployed.client(CodePipelineClient);
    const { webhooks = [] } = await codepipeline.send(new ListWebhooksCommand({}));
    for (const { definition } of webhooks)
      await codepipeline.send(new DeleteWebhookCommand({ name: definition?.name }));
    expect(await failureOf(push())).toMatch(/GitHub delivered push to http.*: 404 .*There is no webhook with this URL/);
    await quietStep('Deploy hello-pipeline', () => deploySome(deployed.workspace, ['hello-pipeline']));
    await isUsable();
  });

  it('has changed nothing for Terraform', async () => {
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });
});
