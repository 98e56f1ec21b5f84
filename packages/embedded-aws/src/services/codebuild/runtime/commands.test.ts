import { spawnSync } from 'node:child_process';

import { buildProject, createBuildRole, type FinishedBuild, phaseOf, projectWith } from '../../../testing/codebuild';
import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let role: string;
let count = 0;

beforeAll(async () => {
  role = await createBuildRole(fixture, 'commands');
});

/** Builds a buildspec of version 0.2 whose phases and settings are these lines. */
function run(...lines: readonly string[]): Promise<FinishedBuild> {
  const buildspec = ['version: 0.2', ...lines].join('\n');
  return buildProject(fixture, { name: `commands-${++count}`, ...projectWith(buildspec, role) });
}

test('directories, variables and functions stay from command to command and from phase to phase', async () => {
  const { build, log } = await run(
    'phases:',
    '  install:',
    '    commands: [mkdir deep, cd deep, NAME=world, "greet() { echo \\"hello $1\\"; }"]',
    '  build:',
    '    commands: [greet $NAME, basename $PWD]',
  );

  expect(build.buildStatus).toBe('SUCCEEDED');
  expect(log).toMatch(/\nhello world\n.*Running command basename \$PWD\ndeep\n/);
});

test('a failing command fails its phase and names itself; what is left of the phase is not run', async () => {
  const { build, log } = await run('phases:', '  build:', '    commands: ["(exit 3)", echo unreachable]');

  expect(build.buildStatus).toBe('FAILED');
  expect(phaseOf(build, 'BUILD')).toBe(
    'FAILED COMMAND_EXECUTION_ERROR: Error while executing command: (exit 3). Reason: exit status 3',
  );
  expect(log).toContain('Command did not exit successfully (exit 3) exit status 3\n');
  expect(log).not.toContain('\nunreachable\n');
});

describe('after a failure', () => {
  const echo = (name: string, ...before: readonly string[]): string[] => [
    `  ${name}:`,
    ...before.map((line) => `    ${line}`),
    `    commands: [echo in ${name}]`,
  ];

  test('of install nothing follows', async () => {
    const { build, log } = await run('phases:', '  install:', '    commands: ["false"]', ...echo('pre_build'));
    expect(build.phases?.map(({ phaseType }) => phaseType)).toEqual([
      ...['SUBMITTED', 'QUEUED', 'PROVISIONING', 'DOWNLOAD_SOURCE', 'INSTALL', 'FINALIZING', 'COMPLETED'],
    ]);
    expect(log).not.toContain('\nin pre_build\n');
  });

  test('of build, post_build follows and knows of it', async () => {
    const { build, log } = await run(
      'phases:',
      '  build:',
      '    commands: ["false"]',
      '  post_build:',
      '    commands: [echo succeeding $CODEBUILD_BUILD_SUCCEEDING]',
    );
    expect(log).toContain('\nsucceeding 0\n');
    expect(phaseOf(build, 'POST_BUILD')).toBe('SUCCEEDED : ');
    expect(build.buildStatus).toBe('FAILED');
  });

  test('of build nothing follows if it says ABORT', async () => {
    const { build, log } = await run(
      'phases:',
      '  build:',
      '    on-failure: ABORT',
      '    commands: ["false"]',
      ...echo('post_build'),
    );
    expect(log).not.toContain('\nin post_build\n');
    expect(build.buildStatus).toBe('FAILED');
  });

  test('of install all follows if it says CONTINUE', async () => {
    const { build, log } = await run(
      'phases:',
      '  install:',
      '    on-failure: CONTINUE',
      '    commands: ["false"]',
      ...echo('build'),
    );
    expect(log).toContain('\nin build\n');
    expect(build.buildStatus).toBe('SUCCEEDED');
  });

  test('the commands of finally are run, and fail the phase too', async () => {
    const { build, log } = await run(
      'phases:',
      '  build:',
      '    commands: ["exit 4"]',
      '    finally: [echo finally, exit 5, echo unreachable]',
    );
    expect(log).toContain('\nfinally\n');
    expect(log).not.toContain('\nunreachable\n');
    expect(phaseOf(build, 'BUILD')).toContain('Error while executing command: exit 4. Reason: exit status 4');
  });
});

test('a command that exits the shell ends itself alone; directory and exported variables stay', async () => {
  const { build, log } = await run(
    'env: { shell: bash }',
    'phases:',
    '  build:',
    '    commands: [mkdir -p deep && cd deep && export NAME="it\'s me", exit 0, echo "$NAME in $(basename $PWD)"]',
  );
  expect(log).toContain("\nit's me in deep\n");
  expect(build.buildStatus).toBe('SUCCEEDED');
});

test('under set -e a failing command fails the phase, and finally still runs', async () => {
  const { build, log } = await run(
    'phases:',
    '  build:',
    '    commands: [set -e, "false; echo unreachable"]',
    '    finally: [echo still here]',
  );
  expect(log).toContain('\nstill here\n');
  expect(log).not.toContain('\nunreachable\n');
  expect(phaseOf(build, 'BUILD')).toContain('exit status 1');
});

test('a program in the background that keeps the output open does not hold up the build, and ends with it', async () => {
  const { build, log } = await run(
    'phases:',
    '  build:',
    '    commands: ["sleep 1000 & echo pid $!"]',
    '  post_build:',
    '    commands: ["kill -0 $! && echo still running"]',
  );
  const pid = Number(/\npid (\d+)\n/.exec(log)?.[1]);
  expect(log).toContain('\nstill running\n');
  expect(build.buildStatus).toBe('SUCCEEDED');
  // A killed process is still listed, as a zombie, if its parent does not wait for it.
  expect(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout).toMatch(/^(Z.*)?\s*$/);
});

test('many megabytes of output reach the log whole', async () => {
  const { log } = await run('phases:', '  build:', '    commands: ["seq -f %099.0f 1 50000; printf end"]');
  expect(log.match(/^\d{99}$/gm)).toHaveLength(50_000);
  expect(log).toMatch(/049999\n0*50000\nend\[Container\]/);
});

test('a command has no input', async () => {
  const { log } = await run('phases:', '  build:', '    commands: ["cat; echo done"]');
  expect(log).toContain('\ndone\n');
});

test('a command of many lines may hold a document of its own', async () => {
  const { log } = await run(
    'phases:',
    '  build:',
    '    commands:',
    '      - |',
    "        bash -s <<'END'",
    '        cat <<INNER',
    "        it's $((6 * 7))",
    '        INNER',
    '        END',
  );
  expect(log).toContain("\nit's 42\n");
});

test('bash is used if the buildspec says so, /bin/sh otherwise', async () => {
  const commands = ['phases:', '  build:', '    commands: [\'echo "shell ${BASH_VERSION:+bash}"\']'];
  expect((await run('env: { shell: bash }', ...commands)).log).toContain('\nshell bash\n');
  expect((await run('env: { shell: /bin/sh }', ...commands)).log).toContain('\nshell');
});

test('in version 0.1 every command has a shell of its own', async () => {
  const buildspec =
    'version: 0.1\nphases:\n  build:\n    commands: [cd /, NAME=lost, \'echo "name=$NAME in $PWD"\', "false"]';
  const { build, log } = await buildProject(fixture, { name: 'old', ...projectWith(buildspec, role) });
  expect(log).toMatch(/\nname= in \/.*\/src\n/);
  expect(phaseOf(build, 'BUILD')).toContain('Error while executing command: false');
});

test('exported variables are told, those that are not exported or not there are not', async () => {
  const { build } = await run(
    'env: { exported-variables: [IMAGE, LOCAL, NONE, FROM_SPEC], variables: { FROM_SPEC: 1.10 } }',
    'phases:',
    '  build:',
    '    commands: ["LOCAL=1; export IMAGE=\\"it\'s $LOCAL\\n2 lines\\""]',
  );
  expect(build.exportedEnvironmentVariables).toEqual([
    { name: 'IMAGE', value: "it's 1\n2 lines" },
    { name: 'FROM_SPEC', value: '1.10' },
  ]);
});
