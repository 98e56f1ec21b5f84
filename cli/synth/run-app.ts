import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailed } from '../errors';
import { capture, type RunResult } from '../processes/run';
import type { Environment, ProjectPaths } from '../project';
import { bundle } from './bundle';
import { v8Flags } from './v8-flags';

/** One run of the app. */
export interface AppRun {
  readonly paths: ProjectPaths;
  readonly env: Environment;
  /** An empty folder. */
  readonly outdir: string;
  /** Names of the stacks to write; without any, every stack is written. */
  readonly only: readonly string[];
}

/**
 * Runs the app. Its bundle is quicker than the command of cdktf.json and does the same, but for stack traces: where
 * those matter, because it fails or because they are written, the command runs.
 * @throws CommandFailed with what the app said
 */
export async function runApp(run: AppRun): Promise<void> {
  const program = await bundleOf(run);
  if (program !== undefined && (await isEnough(run, program))) return;
  await rm(run.outdir, { recursive: true });
  await mkdir(run.outdir);
  const { exitCode, output } = await execute(run, '--import', 'tsx', 'main.ts');
  if (exitCode !== 0) throw new CommandFailed('Synthesizing', output.trimEnd());
}

async function isEnough(run: AppRun, program: string): Promise<boolean> {
  const { exitCode } = await execute(run, ...v8Flags(process.versions.node), program);
  return exitCode === 0 && !(await writesTraces(run));
}

/** Undefined if cdktf alone is to synthesize, and if the app cannot be bundled: the command tells why. */
async function bundleOf({ paths, env }: AppRun): Promise<string | undefined> {
  if (env['SYNTHESIS'] === 'stock') return undefined;
  try {
    return await bundle({ entry: 'main.ts', root: paths.root, folder: path.join(paths.work, 'app') });
  } catch {
    return undefined;
  }
}

async function execute({ paths, env, outdir, only }: AppRun, ...program: readonly string[]): Promise<RunResult> {
  const options = { cwd: paths.root, env: { ...env, CDKTF_OUTDIR: outdir } };
  return capture(process.execPath, [...program, ...only], options);
}

/** Whether the manifest has messages about constructs: they say where in the sources they come from. */
async function writesTraces({ outdir }: AppRun): Promise<boolean> {
  return (await readFile(path.join(outdir, 'manifest.json'), 'utf8')).includes('"stacktrace"');
}
