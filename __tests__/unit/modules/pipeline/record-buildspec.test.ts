import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordBuildspec } from '../../../../modules/pipeline/buildspec';
import { python } from '../../../helpers/python';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const REPOSITORY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello';
const IMAGE = `${REPOSITORY}:0123456789abcdef0123456789abcdef01234567`;
const OLD_IMAGE = `${REPOSITORY}:fedcba9876543210fedcba9876543210fedcba98`;

const FAMILY = 'arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-dev-hello';

/** State, status and revision of each deployment of the service, newest first. */
type Deployments = readonly (readonly [state: string, status: string, revision: number])[];

/** What the service's answers are made of; each question gets the next list of deployments, then the last again. */
interface Situation {
  readonly deployments: readonly Deployments[];
  /** Revisions of the released image; all others are of an older one. */
  readonly released: readonly number[];
  readonly inactive?: readonly number[];
  /** Operation that IAM refuses. */
  readonly denied?: string;
  /** How long a deployment may take to begin. @default a minute: longer than any machine takes */
  readonly startSeconds?: number;
}

const folder = temporaryFolder();

/** Runs the buildspec's command with a stand-in for `aws` that plays a situation. */
function run(situation: Situation): { status: number | null; log: string; changes: string[] } {
  const program = 'import sys, yaml; print(yaml.safe_load(sys.stdin)["phases"]["build"]["commands"][0])';
  const command = execFileSync(python, ['-c', program], { input: recordBuildspec, encoding: 'utf8' });
  writeAws(situation);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: folder.path(),
    // A socket there would make bash read its start-up file.
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: {
      PATH: `${folder.path()}:${process.env.PATH ?? ''}`,
      CONTAINER_NAME: 'hello',
      CLUSTER: 'shop-dev',
      SERVICE: 'shop-dev-hello',
      FAMILY: 'shop-dev-hello',
      PARAMETER: '/shop/dev/hello/image',
      IMAGE,
      POLL_SECONDS: '0',
      START_SECONDS: String(situation.startSeconds ?? 60),
    },
  });
  const calls = join(folder.path(), 'changes');
  return {
    status,
    log: stdout + stderr,
    changes: existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [],
  };
}

/** It answers `describe-*` as the AWS CLI does for the queries that are asked, and notes everything else. */
const AWS = `
const fs = require('fs');
const situation = JSON.parse(fs.readFileSync(__dirname + '/situation.json', 'utf8'));
const [, operation, ...args] = process.argv.slice(2);
const option = (name) => args[args.indexOf('--' + name) + 1];
const arn = (revision) => '${FAMILY}:' + revision;
if (operation === situation.denied) {
  console.error('An error occurred (AccessDeniedException) when calling ' + operation);
  process.exit(254);
}
if (operation === 'describe-services' && option('query') === 'services[0].taskDefinition') {
  console.log(arn(situation.deployments.at(-1)[0][2]));
} else if (operation === 'describe-services') {
  const now = situation.deployments[0];
  if (situation.deployments.length > 1) situation.deployments.shift();
  fs.writeFileSync(__dirname + '/situation.json', JSON.stringify(situation));
  for (const [state, status, revision] of now) console.log([state, status, arn(revision)].join('\\t'));
} else if (operation === 'describe-task-definition') {
  const revision = Number(option('task-definition').split(':').pop());
  const status = (situation.inactive || []).includes(revision) ? 'INACTIVE' : 'ACTIVE';
  console.log(status + ' ' + (situation.released.includes(revision) ? '${IMAGE}' : '${OLD_IMAGE}'));
} else {
  fs.appendFileSync(__dirname + '/changes', [operation, ...args].join(' ').replace(/ --(query|output) .*/, '') + '\\n');
}
`;

function writeAws(situation: Situation): void {
  writeFileSync(join(folder.path(), 'situation.json'), JSON.stringify(situation));
  writeFileSync(join(folder.path(), 'aws.js'), AWS);
  const script = `#!/bin/sh\nexec '${process.execPath}' '${folder.path()}/aws.js' "$@"\n`;
  writeFileSync(join(folder.path(), 'aws'), script);
  chmodSync(join(folder.path(), 'aws'), 0o755);
}

const WRITE = `put-parameter --name /shop/dev/hello/image --value ${IMAGE} --overwrite`;
const GIVEN_UP = `shop-dev-hello does not run ${IMAGE}: ECS gave the deployment of shop-dev-hello:8 up.`;
const SERVED_BEFORE: Deployments = [['COMPLETED', 'PRIMARY', 7]];
const BEGUN: Deployments = [
  ['IN_PROGRESS', 'PRIMARY', 8],
  ['COMPLETED', 'ACTIVE', 7],
];

describe('the record of a deployment', () => {
  it('writes the image to the parameter once the deployment beside it is completed', () => {
    const done: Deployments = [['COMPLETED', 'PRIMARY', 8]];
    const { status, changes } = run({ deployments: [SERVED_BEFORE, BEGUN, BEGUN, done], released: [8] });
    expect(changes).toEqual([WRITE]);
    expect(status).toBe(0);
  });

  it('takes the failed revision back and fails when ECS rolls back', () => {
    const rolledBack: Deployments = [
      ['IN_PROGRESS', 'PRIMARY', 7],
      ['FAILED', 'ACTIVE', 8],
    ];
    const { status, changes, log } = run({ deployments: [SERVED_BEFORE, BEGUN, rolledBack], released: [8] });
    expect(changes).toEqual([`deregister-task-definition --task-definition ${FAMILY}:8`]);
    expect(log).toContain(GIVEN_UP);
    expect(status).toBe(1);
  });

  it('knows a deployment that ECS has rolled back and forgotten between two looks', () => {
    const { status, changes } = run({ deployments: [BEGUN, SERVED_BEFORE], released: [8] });
    expect(changes).toEqual([`deregister-task-definition --task-definition ${FAMILY}:8`]);
    expect(status).toBe(1);
  });

  it('puts the service back to the revision before where ECS had nothing to roll back to', () => {
    const failed: Deployments = [['FAILED', 'PRIMARY', 8]];
    const { status, changes, log } = run({ deployments: [BEGUN, failed], released: [8] });
    expect(changes).toEqual([
      `deregister-task-definition --task-definition ${FAMILY}:8`,
      'update-service --cluster shop-dev --service shop-dev-hello --task-definition shop-dev-hello',
    ]);
    expect(log).toContain(GIVEN_UP);
    expect(status).toBe(1);
  });

  it('does not take an earlier, failed attempt with the same image for its own', () => {
    const earlier: Deployments = [...SERVED_BEFORE, ['FAILED', 'ACTIVE', 8]];
    const done: Deployments = [['COMPLETED', 'PRIMARY', 9]];
    const { status, changes } = run({ deployments: [earlier, done], released: [8, 9], inactive: [8] });
    expect(changes).toEqual([WRITE]);
    expect(status).toBe(0);
  });

  it('gives up when no deployment begins', () => {
    const { status, changes, log } = run({ deployments: [SERVED_BEFORE], released: [8], startSeconds: 1 });
    expect(changes).toEqual([]);
    expect(log).toContain(`No deployment of ${IMAGE} to shop-dev-hello has begun.`);
    expect(status).toBe(1);
  });

  it.each(['describe-services', 'describe-task-definition', 'deregister-task-definition'])(
    'fails at once when it may not %s',
    (denied) => {
      const failed: Deployments = [['FAILED', 'PRIMARY', 8]];
      const { status, log } = run({ deployments: [failed], released: [8], denied });
      expect(log).toContain(`An error occurred (AccessDeniedException) when calling ${denied}`);
      expect(log).not.toContain('has begun');
      expect(status).not.toBe(0);
    },
  );
});
