import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imageBuildspec } from '../../modules/pipeline/buildspec';
import { python } from './python';

/** The parts of a buildspec that running it needs. */
export interface Buildspec {
  readonly env: { readonly shell: string };
  readonly phases: Readonly<Record<'install' | 'build', { readonly commands: readonly string[] }>>;
}

/** What a run of the buildspec did. */
export interface ImageBuildRun {
  readonly status: number | null;
  readonly log: string;
  /** Calls of `docker` and `aws`, in order; what came in by standard input after `<`. */
  readonly calls: readonly string[];
  /** imagedefinitions.json as it was left. */
  readonly definitions: string | undefined;
  /** The exported variable IMAGE. */
  readonly image: string | undefined;
}

/** The commit that is built. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** What the project sets. */
export const PROJECT_VARIABLES = {
  REPOSITORY_URL: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello',
  CONTAINER_NAME: 'hello',
  DOCKERFILE: 'Dockerfile',
  CONTEXT: '.',
};

/** The buildspec as YAML reads it. */
export const parsedBuildspec = JSON.parse(
  execFileSync(python, ['-c', 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'], {
    input: imageBuildspec,
    encoding: 'utf8',
  }),
) as Buildspec;

/**
 * Runs the buildspec as CodeBuild does, on a source of these files, with stand-ins for `docker` and `aws` that record
 * their calls.
 *
 * @param folder an empty folder of the test's own.
 * @param sources contents of the source by path.
 * @param options.describeImages what `aws ecr describe-images` does, as shell; an image that does not exist by default.
 */
export function runImageBuild(
  folder: string,
  sources: Readonly<Record<string, string>>,
  { variables = {}, describeImages = NO_IMAGE }: { variables?: Record<string, string>; describeImages?: string } = {},
): ImageBuildRun {
  const source = join(folder, 'source');
  writeAll(source, sources);
  writeCommands(join(folder, 'bin'), describeImages);
  const { env, phases } = parsedBuildspec;
  const commands = script([...phases.install.commands, ...phases.build.commands], join(folder, 'IMAGE'));
  const { status, stdout, stderr } = spawnSync(env.shell, ['-c', commands], {
    cwd: source,
    // A socket there would make bash read its start-up file.
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: {
      ...PROJECT_VARIABLES,
      CODEBUILD_RESOLVED_SOURCE_VERSION: COMMIT,
      ...variables,
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      CALLS: join(folder, 'calls'),
      TMPDIR: folder,
    },
  });
  return { status, log: stdout + stderr, ...leftBehind(folder) };
}

const NO_IMAGE = 'echo "An error occurred (ImageNotFoundException) when calling DescribeImages" >&2; exit 254';

function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function writeCommands(folder: string, describeImages: string): void {
  const record = 'echo "${0##*/} $*" >> "$CALLS"';
  writeAll(folder, {
    aws: `#!/bin/sh\n${record}\ncase "$1 $2" in\n"ecr describe-images") ${describeImages} ;;\n"ecr get-login-password") echo pass ;;\nesac\n`,
    // Its input ends when the command that feeds it has, so the calls are in order.
    docker: `#!/bin/sh\ninput=$(cat)\n${record}\n[ -z "$input" ] || echo "< $input" >> "$CALLS"\n[ "$1" != "$DOCKER_FAILS_AT" ]\n`,
    // The Python with PyYAML, found as in AWS's images: through pyenv, which refuses where .python-version says so.
    pyenv: `#!/bin/sh\n[ ! -e .python-version ] && echo '${python}'\n`,
  });
  for (const name of ['aws', 'docker', 'pyenv']) chmodSync(join(folder, name), 0o755);
}

/** One shell for all commands, which stops at the first that fails, and then tells the exported variable. */
function script(commands: readonly string[], imageFile: string): string {
  const steps = commands.map((command) => `eval ${quoted(command)} </dev/null || exit $?`);
  return [...steps, `sh -c 'printf %s "$IMAGE"' > ${quoted(imageFile)}`, ''].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function leftBehind(folder: string): Pick<ImageBuildRun, 'calls' | 'definitions' | 'image'> {
  const read = (path: string): string | undefined =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined;
  return {
    calls: read('calls')?.trimEnd().split('\n') ?? [],
    definitions: read('source/imagedefinitions.json'),
    image: read('IMAGE'),
  };
}
