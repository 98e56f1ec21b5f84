import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { python } from './python';

/** The parts of a buildspec that running it needs. */
export interface Buildspec {
  readonly env: { readonly shell: string; readonly 'exported-variables'?: readonly string[] };
  readonly phases: Readonly<Record<'install' | 'build', { readonly commands: readonly string[] }>>;
}

/** What a buildspec is run with. */
export interface BuildspecRunOptions {
  /** Folder of the test's own; its `source` is what the pipeline hands over, and may be there already. */
  readonly folder: string;
  readonly buildspec: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Programs by name, found before all others: shell scripts, or of Node.js if they begin so. */
  readonly programs: Readonly<Record<string, string>>;
}

/** What a run of a buildspec did. */
export interface BuildspecRun {
  readonly status: number | null;
  readonly log: string;
  /** The command that failed, which is all that a pipeline shows of it. */
  readonly failed: string | undefined;
  /** Exported variables that have a value. */
  readonly exported: Readonly<Record<string, string>>;
}

/** A buildspec as YAML reads it. */
export function parseBuildspec(text: string): Buildspec {
  const program = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)';
  return JSON.parse(execFileSync(python, ['-c', program], { input: text, encoding: 'utf8' })) as Buildspec;
}

/** Runs the commands of a buildspec as CodeBuild does: in one shell, until the first that fails. */
export function runBuildspec({ folder, buildspec, variables, programs }: BuildspecRunOptions): BuildspecRun {
  const source = join(folder, 'source');
  mkdirSync(source, { recursive: true });
  // The Python with PyYAML, found as in AWS's images: through pyenv, which refuses where .python-version says so.
  const pyenv = `#!/bin/sh\n[ ! -e .python-version ] && echo '${python}'\n`;
  writePrograms(join(folder, 'bin'), { pyenv, ...programs });
  const { env, phases } = parseBuildspec(buildspec);
  const commands = [...phases.install.commands, ...phases.build.commands];
  const names = env['exported-variables'] ?? [];
  const { status, stdout, stderr } = spawnSync(env.shell, ['-c', scriptOf(folder, commands, names)], {
    cwd: source,
    // A socket there would make bash read its start-up file.
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: {
      ...variables,
      CODEBUILD_SRC_DIR: source,
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      TMPDIR: folder,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  return {
    status,
    log: stdout + stderr,
    failed: readIfThere(join(folder, 'failed')),
    exported: Object.fromEntries(
      names.flatMap((name) => {
        const value = readIfThere(join(folder, `exported-${name}`)) ?? '';
        return value === '' ? [] : [[name, value]];
      }),
    ),
  };
}

/** The text of a file, or undefined. */
export function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function writePrograms(folder: string, programs: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
}

function scriptOf(folder: string, commands: readonly string[], names: readonly string[]): string {
  const fail = (command: string): string =>
    `{ status=$?; printf %s ${quoted(command)} > ${quoted(join(folder, 'failed'))}; exit $status; }`;
  const steps = commands.map((command) => `eval ${quoted(command)} </dev/null || ${fail(command)}`);
  const exports = names.map((name) => `sh -c 'printf %s "$${name}"' > ${quoted(join(folder, `exported-${name}`))}`);
  return [...steps, ...exports, ''].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
