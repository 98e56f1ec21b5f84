import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { python } from '../../../helpers/python';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const PROGRAM = join(__dirname, '../../../../modules/pipeline/buildspecs/own_buildspec.py');

const folder = temporaryFolder();

interface Run {
  readonly status: number | null;
  /** What the build log shows. */
  readonly log: string;
}

/** Runs the program on a buildspec.yml of these lines. */
function run(...lines: readonly string[]): Run {
  writeFileSync(join(folder.path(), 'buildspec.yml'), lines.join('\n'));
  const env = { PATH: process.env.PATH ?? '', CODEBUILD_BUILD_SUCCEEDING: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stderr } = spawnSync(python, [PROGRAM], { cwd: folder.path(), env, encoding: 'utf8' });
  return { status, log: stderr };
}

/** Runs the program on these phases; commands append to `out` what they want to show. */
function runPhases(...lines: readonly string[]): Run & { readonly out: string[] } {
  const result = run('version: 0.2', 'phases:', ...lines.map((line) => `  ${line}`));
  return { ...result, out: written('out') };
}

function written(file: string): string[] {
  const path = join(folder.path(), file);
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
}

/** The problems of a buildspec that must be refused before any command runs. */
function problems(...lines: readonly string[]): string[] {
  const { status, log } = run(...lines);
  expect(status).toBe(1);
  const [title, ...rest] = log.trimEnd().split('\n');
  expect(title).toBe('buildspec.yml cannot run in this pipeline:');
  expect(written('out')).toEqual([]);
  return rest;
}

const build = ['phases:', '  build:', '    commands: [echo ran >> out]'];

describe('the phases of a repository’s own buildspec', () => {
  it('run in the order install, pre_build, build, post_build, however they are written', () => {
    const { status, out } = runPhases(
      'post_build: { commands: [echo 4 >> out] }',
      'build: { commands: [echo 3 >> out] }',
      'install: { commands: [echo 1 >> out] }',
      'pre_build: { commands: [echo 2 >> out] }',
    );
    expect(out).toEqual(['1', '2', '3', '4']);
    expect(status).toBe(0);
  });

  it('share one shell: folder, variables that are not exported, and functions', () => {
    const { status, out } = runPhases(
      'pre_build:',
      '  commands:',
      '    - TAG=v1',
      '    - hello() { echo "hello $1"; }',
      '    - mkdir sub && cd sub',
      'build:',
      '  commands:',
      '    - echo "$TAG $(hello you) ${PWD##*/}" >> ../out',
    );
    expect(out).toEqual(['v1 hello you sub']);
    expect(status).toBe(0);
  });

  it('log every command and what it prints', () => {
    const { log } = runPhases('build: { commands: [echo to stdout, echo to stderr >&2] }');
    expect(log.trimEnd().split('\n')).toEqual([
      'Phase build',
      'Running command echo to stdout',
      'to stdout',
      'Running command echo to stderr >&2',
      'to stderr',
    ]);
  });

  it('run commands of many lines, with quotes, without input', () => {
    const { status, out } = runPhases(
      'build:',
      '  commands:',
      '    - |',
      '      if [ "$(cat)" = "" ]; then',
      `        echo 'it'"'"'s "quoted"' >> out`,
      '      fi',
    );
    expect(out).toEqual([`it's "quoted"`]);
    expect(status).toBe(0);
  });
});

describe('a command that fails', () => {
  it('ends its block, still runs finally, and ends the build before pre_build and build', () => {
    const { status, out, log } = runPhases(
      'install:',
      '  commands: [echo 1 >> out, exit 3, echo 2 >> out]',
      '  finally: [echo finally >> out]',
      'pre_build: { commands: [echo 3 >> out] }',
      'build: { commands: [echo 4 >> out] }',
      'post_build: { commands: [echo 5 >> out] }',
    );
    expect(out).toEqual(['1', 'finally']);
    expect(log).toContain('Command failed with exit status 3: exit 3\n');
    expect(log).toMatch(/buildspec\.yml failed\n$/);
    expect(status).toBe(1);
  });

  it('in build lets post_build run, which learns of it from CODEBUILD_BUILD_SUCCEEDING', () => {
    const { status, out } = runPhases(
      'pre_build: { commands: [echo pre_build $CODEBUILD_BUILD_SUCCEEDING >> out] }',
      'build: { commands: ["false"] }',
      'post_build: { commands: [echo post_build $CODEBUILD_BUILD_SUCCEEDING >> out] }',
    );
    expect(out).toEqual(['pre_build 1', 'post_build 0']);
    expect(status).toBe(1);
  });

  it('in build ends the build where on-failure is ABORT', () => {
    const { status, out } = runPhases(
      'build: { on-failure: ABORT, commands: ["false"] }',
      'post_build: { commands: [echo post_build >> out] }',
    );
    expect(out).toEqual([]);
    expect(status).toBe(1);
  });

  it('is forgiven where on-failure is CONTINUE', () => {
    const { status, out } = runPhases(
      'install: { on-failure: CONTINUE, commands: ["false"] }',
      'build: { commands: [echo build $CODEBUILD_BUILD_SUCCEEDING >> out] }',
    );
    expect(out).toEqual(['build 1']);
    expect(status).toBe(0);
  });

  it('in finally fails the phase', () => {
    const { status, out } = runPhases(
      'install: { commands: [echo 1 >> out], finally: ["false"] }',
      'build: { commands: [echo 2 >> out] }',
    );
    expect(out).toEqual(['1']);
    expect(status).toBe(1);
  });

  it('under set -e ends its lines at the first failure', () => {
    const { status, out } = runPhases(
      'build:',
      '  commands:',
      '    - |',
      '      set -e',
      '      false',
      '      echo not reached >> out',
      '  finally:',
      '    - echo finally >> out',
    );
    expect(out).toEqual(['finally']);
    expect(status).toBe(1);
  });

  it('because of its syntax fails alone', () => {
    const { status, out } = runPhases('build: { commands: ["if then"], finally: [echo finally >> out] }');
    expect(out).toEqual(['finally']);
    expect(status).toBe(1);
  });
});

describe('env of a repository’s own buildspec', () => {
  it('sets variables to the very text that is written', () => {
    run(
      'version: 0.2',
      'env:',
      '  variables: { VERSION: 1.10, ENABLED: yes, PATTERN: "$HOME/*" }',
      'phases: { build: { commands: [\'echo "$VERSION $ENABLED $PATTERN" >> out\'] } }',
    );
    expect(written('out')).toEqual(['1.10 yes $HOME/*']);
  });

  it('chooses bash, whose arrays /bin/sh need not know', () => {
    const { status } = run(
      'version: 0.2',
      'env: { shell: bash }',
      'phases: { build: { commands: [\'words=(a b); echo "${words[1]}" >> out\'] } }',
    );
    expect(written('out')).toEqual(['b']);
    expect(status).toBe(0);
  });
});

describe('a buildspec that cannot run here is refused', () => {
  it('whole, with every problem at once', () => {
    const found = problems(
      'version: 0.1',
      'run-as: builder',
      'env:',
      '  shell: powershell.exe',
      '  variables: { CONTEXT: app, CODEBUILD_X: y, LIST: [a] }',
      '  parameter-store: { KEY: /shop/key }',
      '  secrets-manager: { KEY: secret }',
      '  exported-variables: [A]',
      '  git-credential-helper: yes',
      'proxy: { logs: yes }',
      'batch: { fast-fail: true }',
      'phases:',
      '  install: { runtime-versions: { nodejs: 22 }, commands: [echo ran >> out] }',
      '  build: { run-as: builder, on-failure: RETRY, commands: [{ echo a: b }], finally: echo }',
      '  test: { commands: [echo ran >> out] }',
      'reports: { unit: { files: [a.xml] } }',
      'artifacts: { files: ["**/*"], base-directory: dist }',
      'cache: { paths: [node_modules] }',
    );
    expect(found).toEqual([
      '- run-as is not supported; supported: version, env, phases, artifacts',
      '- proxy is not supported; supported: version, env, phases, artifacts',
      '- batch is not supported; supported: version, env, phases, artifacts',
      '- reports is not supported; supported: version, env, phases, artifacts',
      '- cache is not supported; supported: version, env, phases, artifacts',
      '- version must be 0.2, got 0.1',
      '- env.parameter-store is not supported; supported: variables, shell',
      '- env.secrets-manager is not supported; supported: variables, shell',
      '- env.exported-variables is not supported; supported: variables, shell',
      '- env.git-credential-helper is not supported; supported: variables, shell',
      '- env.shell must be bash or /bin/sh, got powershell.exe',
      '- env.variables.CONTEXT is set by the pipeline; choose another name',
      '- env.variables.CODEBUILD_X is set by the pipeline; choose another name',
      '- env.variables.LIST must be a text',
      '- phases.test is not supported; supported: install, pre_build, build, post_build',
      '- phases.install.runtime-versions is not supported; supported: commands, finally, on-failure',
      '- phases.build.run-as is not supported; supported: commands, finally, on-failure',
      '- phases.build.on-failure must be ABORT or CONTINUE, got RETRY',
      '- phases.build.commands: command 1 is not a text; quote a command that holds a colon and a space',
      '- phases.build.finally must be a list of commands',
      '- artifacts.base-directory is not supported; supported: files',
      '- artifacts.files must be imagedefinitions.json alone: the Deploy stages get nothing else',
    ]);
  });

  it.each([
    ['without a version', build, '- version must be 0.2, got none'],
    ['without phases', ['version: 0.2'], '- phases must be a mapping of install, pre_build, build, post_build'],
    ['with an empty phase', ['version: 0.2', 'phases:', '  build:'], '- phases.build must be a mapping with commands'],
    [
      'with a phase of no commands',
      ['version: 0.2', 'phases: { build: { finally: [a] } }'],
      '- phases.build.commands is missing',
    ],
    ['with an empty env', ['version: 0.2', 'env:', ...build], '- env must be a mapping'],
    [
      'with a list of variables',
      ['version: 0.2', 'env: { variables: [A] }', ...build],
      '- env.variables must be a mapping',
    ],
    ['with a list of artifacts', ['version: 0.2', 'artifacts: [a]', ...build], '- artifacts must be a mapping'],
    ['that is a list', ['- version: 0.2'], '- it must be a mapping with version and phases'],
  ])('%s', (_case, lines, problem) => {
    expect(problems(...lines)).toEqual([problem]);
  });

  it('that is not YAML', () => {
    const { status, log } = run('version: [');
    expect(log).toMatch(/^buildspec\.yml is not YAML: .*\n.*line 1/s);
    expect(status).toBe(1);
  });

  it.each([
    ['names imagedefinitions.json as its only artifact', ['artifacts: { files: [imagedefinitions.json] }']],
    ['names /bin/sh', ['env: { shell: /bin/sh }']],
  ])('but not one that %s', (_case, lines) => {
    expect(run('version: 0.2', ...lines, ...build).status).toBe(0);
    expect(written('out')).toEqual(['ran']);
  });
});
