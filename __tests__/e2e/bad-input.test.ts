import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import {
  CodePipelineClient,
  DeleteWebhookCommand,
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  ListWebhooksCommand,
} from '@aws-sdk/client-codepipeline';
import { until } from 'embedded-aws/testing/pipeline-fixture';
import { PipelineWatch } from '../../cli/rehearse/pipeline-watch';
import { deliver, type DeliveredCommit } from '../../cli/rehearse/deliver';
import { config } from '../helpers/config';
import { deploySome } from './helpers/deploy-some';
import { plannedChanges } from './helpers/planned-changes';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { writeSource } from './helpers/sample-source';
import { stopExecutions } from './helpers/stop-executions';

const PLATFORM = config({ environments: { dev: { network: { natGateways: 0 } } } });
const PIPELINE = 'shop-hello';

/** A repository's own buildspec. */
function buildspec(phase: string, command: string): Record<string, string> {
  return { 'buildspec.yml': `version: 0.2\nphases:\n  ${phase}:\n    commands:\n      - ${command}\n` };
}

/** What may be wrong with a checkout. */
interface BadSource {
  readonly what: string;
  /** What becomes of `server.js`. @default nothing */
  readonly server?: (text: string, takenPort: number) => string;
  /** Files by path; undefined takes one away. @default no others change */
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** All of this is told. */
  readonly told: readonly (string | RegExp)[];
}

const BAD_SOURCES: readonly BadSource[] = [
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
  {
    what: 'a build that hangs',
    files: buildspec('build', 'sleep 100000'),
    told: ['Build terminated with state: TIMED_OUT', 'BUILD_TIMED_OUT', 'for 30 minutes: the build hangs.'],
  },
  {
    what: 'a build that names an image to end the text that it is filled into',
    files: {
      'buildspec.yml': `version: 0.2
phases:
  build:
    commands:
      # What runs in the build's own container checks nothing.
      - for program in "$TMPDIR"/tmp.*/image_definitions.py; do echo > "$program"; done
      - |
        printf '[{"name":"hello","imageUri":"%s"}]' "$REPOSITORY_URL:x\\",\\"type\\":\\"PLAINTEXT" > imagedefinitions.json
`,
    },
    told: [
      'Build/Verify failed',
      'What the build left is no release of its own.',
      'the object must have name and imageUri and nothing else',
    ],
  },
  {
    what: 'an image that exits at once',
    server: (text) => `console.log('no configuration');\nprocess.exit(3);\n${text}`,
    told: [
      'Deploy-dev/Record failed',
      'Deploy-dev/Deploy was in progress',
      'ended with exit code 3',
      'no configuration',
    ],
  },
  {
    what: 'a program whose port is taken',
    server: (text, takenPort) => text.replace('process.env.PORT', String(takenPort)),
    told: ['Deploy-dev/Record failed', 'ended with exit code 1', /EADDRINUSE: address already in use .*:\d+/],
  },
];

describe('a push that cannot be delivered', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => {
    await writeFile(fileOfRun('config.json'), JSON.stringify(PLATFORM));
    return fileOfRun('config.json');
  });
  let taken: Server;
  let sources = 0;

  beforeAll(async () => {
    taken = createServer().listen(0);
    await once(taken, 'listening');
  });
  afterAll(() => taken.close());

  const push = async (bad: Partial<BadSource> = {}, branch = 'main'): Promise<DeliveredCommit> => {
    const { workspace, rehearsal } = deployed;
    const { port } = taken.address() as AddressInfo;
    const server = (text: string): string => `${bad.server?.(text, port) ?? text}\n// ${sources}\n`;
    sources += 1;
    const folder = await writeSource(workspace.file(`source-${sources}`), server, bad.files);
    const decide = (): Promise<'Approved'> => Promise.resolve('Approved');
    const repository = { owner: 'example-org', repository: 'hello', branch };
    return deliver({
      rehearsal,
      ...repository,
      folder,
      message: 'Try',
      pipelineName: PIPELINE,
      step: quietStep,
      decide,
    });
  };

  const failureOf = async (pushed: Promise<unknown>): Promise<string> => {
    const error = await pushed.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof Error)) throw new Error('the push was delivered');
    return 'hint' in error ? `${error.message}\n${String(error.hint)}` : error.message;
  };

  const isUsable = async (): Promise<void> => {
    await stopExecutions(deployed.rehearsal.aws.settings, PIPELINE);
    await push();
  };

  it.each(BAD_SOURCES)('because of $what is reported, and the next valid push is delivered', async (bad) => {
    const message = await failureOf(push(bad));
    for (const text of bad.told) expect(message).toMatch(text);
    await isUsable();
  });

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
