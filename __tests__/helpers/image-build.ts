import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imageBuildspec } from '../../modules/pipeline/buildspec';
import { readIfThere, runBuildspec } from './run-buildspec';

/** What a run of the buildspec did. */
export interface ImageBuildRun {
  readonly status: number | null;
  readonly log: string;
  /** Calls of `docker` and `aws`, in order; what came in by standard input after `<`. */
  readonly calls: readonly string[];
  /** imagedefinitions.json as it was left. */
  readonly definitions: string | undefined;
}

/** The commit that is built, and the execution that builds it. */
export const RELEASE_TAG = '0123456789abcdef0123456789abcdef01234567-6a1f5c0e-1111-4222-8333-0123456789ab';

/** The tag of the build's image. */
export const IMAGE_TAG = `${RELEASE_TAG}-7`;

/** What the project sets. */
export const PROJECT_VARIABLES = {
  REPOSITORY_URL: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello',
  CONTAINER_NAME: 'hello',
  DOCKERFILE: 'Dockerfile',
  CONTEXT: '.',
};

/**
 * Runs the buildspec as CodeBuild does, on a source of these files, with stand-ins for `docker` and `aws` that record
 * their calls.
 *
 * @param folder an empty folder of the test's own.
 * @param sources contents of the source by path.
 */
export function runImageBuild(
  folder: string,
  sources: Readonly<Record<string, string>>,
  { variables = {} }: { variables?: Record<string, string> } = {},
): ImageBuildRun {
  writeAll(join(folder, 'source'), sources);
  const calls = join(folder, 'calls');
  const { status, log } = runBuildspec({
    folder,
    buildspec: imageBuildspec,
    variables: { ...PROJECT_VARIABLES, RELEASE_TAG, CODEBUILD_BUILD_NUMBER: '7', ...variables, CALLS: calls },
    programs: PROGRAMS,
  });
  const definitions = readIfThere(join(folder, 'source/imagedefinitions.json'));
  return { status, log, calls: readIfThere(calls)?.trimEnd().split('\n') ?? [], definitions };
}

const RECORD = 'echo "${0##*/} $*" >> "$CALLS"';

const PROGRAMS = {
  aws: `#!/bin/sh\n${RECORD}\n[ "$1 $2" != "ecr get-login-password" ] || echo pass\n`,
  // Its input ends when the command that feeds it has, so the calls are in order.
  docker: `#!/bin/sh\ninput=$(cat)\n${RECORD}\n[ -z "$input" ] || echo "< $input" >> "$CALLS"\n[ "$1" != "$DOCKER_FAILS_AT" ]\n`,
};

function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
