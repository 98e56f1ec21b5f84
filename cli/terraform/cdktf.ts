import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors';
import { captureSuccess, passThrough } from '../processes/run';
import type { Environment } from '../project';
import type { Stack } from '../stacks/manifest';
import { followSteps } from './stack-events';
import { StackTimes } from './stack-times';

/** One run of the CDKTF CLI over synthesized stacks. */
export interface CdktfRun {
  readonly verb: 'deploy' | 'destroy';
  /** Names or globs, in the order of deploying. */
  readonly patterns: readonly string[];
  /** Folder of cdktf.json. */
  readonly root: string;
  /** Folder that synth wrote. */
  readonly output: string;
  readonly env: Environment;
  /** How many stacks at a time. */
  readonly parallelism: number;
  /**
   * Whether stacks that these depend on, or that depend on these, may be missing. The CDKTF CLI then takes them in the
   * order in which they are named. @default false
   */
  readonly isPartial?: boolean;
}

/**
 * Runs the CDKTF CLI at the terminal: it shows what terraform says and, unless told otherwise, asks before it changes
 * anything.
 * @throws UserError if it fails; why has been seen
 */
export async function cdktfAtTerminal(run: CdktfRun & { readonly isApproved: boolean }): Promise<void> {
  const args = [...argumentsOf(run), ...(run.isApproved ? ['--auto-approve'] : [])];
  const exitCode = await passThrough(process.execPath, args, { cwd: run.root, env: run.env });
  if (exitCode !== 0) throw new UserError(`cdktf ${run.verb} failed.`, HOW_TO_GO_ON);
}

const HOW_TO_GO_ON =
  'The stacks that were done before stay as they are. Once the cause is mended, run the same command again: it goes on ' +
  'with what is left. If the credentials expired, put an errored.tfstate back with terraform state push, and release a ' +
  'lock that is left with terraform force-unlock, both in the folder of the stack.';

/** How a run without a terminal is watched. */
export interface WatchOptions {
  /** The stacks that the patterns match. */
  readonly stacks: readonly Stack[];
  /** Folder for the logs of the CDKTF CLI. */
  readonly logFolder: string;
  /** Called with the progress in one line, whenever it changes. */
  readonly onProgress: (status: string) => void;
}

/**
 * Runs the CDKTF CLI without a terminal and without asking.
 * @returns seconds that each stack took, by its name
 * @throws CommandFailed with what terraform said
 */
export async function cdktfWatched(run: CdktfRun, watch: WatchOptions): Promise<ReadonlyMap<string, number>> {
  await mkdir(watch.logFolder, { recursive: true });
  const times = new StackTimes(watch.stacks.map(({ name }) => name));
  const stopFollowing = followSteps(path.join(watch.logFolder, 'cdktf.log'), (event) => {
    times.add(event);
    watch.onProgress(times.status(run.verb));
  });
  const env = { ...run.env, CI: 'true', FORCE_COLOR: '0', CDKTF_LOG_FILE_DIRECTORY: watch.logFolder };
  try {
    const args = [...argumentsOf(run), '--auto-approve'];
    const logFile = path.join(watch.logFolder, `${run.verb}.log`);
    await captureSuccess(`cdktf ${run.verb}`, process.execPath, args, { cwd: run.root, env, logFile });
  } finally {
    await stopFollowing();
  }
  return times.seconds();
}

/**
 * `--skip-synth`: what was synthesized is what is deployed. `--skip-provider-lock`: the lock files stay on this
 * machine, so they need no checksums of other systems, which only the registry could tell.
 */
function argumentsOf({ verb, patterns, output, root, parallelism, isPartial }: CdktfRun): string[] {
  return [
    require.resolve('cdktf-cli/bundle/bin/cdktf'),
    verb,
    ...(verb === 'deploy' ? patterns : patterns.toReversed()),
    '--output',
    path.relative(root, output),
    '--skip-synth',
    '--skip-provider-lock',
    '--parallelism',
    String(parallelism),
    ...(isPartial === true ? ['--ignore-missing-stack-dependencies'] : []),
  ];
}
