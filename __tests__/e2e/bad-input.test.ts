import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { containerOf } from './helpers/placeholder-container';
import { plannedChanges } from './helpers/planned-changes';
import { failureOf, usePushedPlatform } from './helpers/pushed-platform';
import { revisionCount, runningService } from './helpers/running-service';
import { badSources, buildspec, type BadSource } from './suites/bad-sources';

/** Something else listens there. */
let taken: Server;

function takenPort(): number {
  return (taken.address() as AddressInfo).port;
}

const BAD_SOURCES: readonly BadSource[] = [
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
    server: (text) => text.replace('process.env.PORT', String(takenPort())),
    told: ['Deploy-dev/Record failed', 'ended with exit code 1', /EADDRINUSE: address already in use .*:\d+/],
  },
];

/** A program that exits at once. */
const EXITING = (text: string): string => `console.log('no configuration');\nprocess.exit(3);\n${text}`;

describe('a push that cannot be delivered', () => {
  const pushed = usePushedPlatform();
  const { deployed, push, isUsable } = pushed;

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

  badSources(pushed, BAD_SOURCES);

  it('has changed nothing for Terraform', async () => {
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });
});
