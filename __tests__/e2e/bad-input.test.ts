import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { containerOf } from './helpers/placeholder-container';
import { plannedChanges } from './helpers/planned-changes';
import { failureOf, usePushedPlatform } from './helpers/pushed-platform';
import { revisionCount, runningService } from './helpers/running-service';

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
    what: 'a program whose port is taken',
    server: (text, takenPort) => text.replace('process.env.PORT', String(takenPort)),
    told: ['Deploy-dev/Record failed', 'ended with exit code 1', /EADDRINUSE: address already in use .*:\d+/],
  },
];

/** A program that exits at once. */
const EXITING = (text: string): string => `console.log('no configuration');\nprocess.exit(3);\n${text}`;

describe('a push that cannot be delivered', () => {
  const { deployed, push, isUsable } = usePushedPlatform();
  let taken: Server;

  beforeAll(async () => {
    taken = createServer().listen(0);
    await once(taken, 'listening');
  });
  afterAll(() => taken.close());

  it('because of an image that exits at once is reported, and leaves nothing of a first release', async () => {
    const service = await runningService(deployed, 'dev');
    const message = await failureOf(push({ server: EXITING }));
    expect(message).toContain('Deploy-dev/Record failed');
    expect(message).toContain('Deploy-dev/Deploy was in progress');
    expect(message).toContain('ended with exit code 3');
    expect(message).toContain('no configuration');
    expect((await containerOf(deployed, service)).family).toBe('shop-dev-hello_placeholder');
    expect(await revisionCount(service)).toBe(1);
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
    await isUsable();
    expect((await containerOf(deployed, service)).family).toBe('shop-dev-hello');
  });

  it.each(BAD_SOURCES)('because of $what is reported, and the next valid push is delivered', async (bad) => {
    const { port } = taken.address() as AddressInfo;
    const server = (text: string): string => bad.server?.(text, port) ?? text;
    const message = await failureOf(push({ server, ...(bad.files && { files: bad.files }) }));
    for (const text of bad.told) expect(message).toMatch(text);
    await isUsable();
  });

  it('has changed nothing for Terraform', async () => {
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });
});
