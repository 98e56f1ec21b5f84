import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
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
  /** Called with the reason why the bundle could not be used, if the slower way works. */
  readonly warn: (message: string) => void;
}

/** What makes Node.js run TypeScript; a package manager may let the command line have it, but not the project. */
const TSX = pathToFileURL(require.resolve('tsx')).href;

/**
 * Runs the app. Its bundle is quicker than the command of cdktf.json and does the same, but for stack traces: where
 * those matter, because it fails or because they are written, the command runs.
 * @throws CommandFailed with what the app said
 */
export async function runApp(run: AppRun): Promise<void> {
  const quick: QuickRun = run.env['SYNTHESIS'] === 'stock' ? { isDone: false } : await runBundle(run);
  if (quick.isDone) return;
  await rm(run.outdir, { recursive: true });
  await mkdir(run.outdir);
  const { exitCode, output } = await execute(run, '--import', TSX, 'main.ts');
  if (exitCode !== 0) throw new CommandFailed('Synthesizing', output.trimEnd());
  if (quick.problem !== undefined) {
    run.warn(
      `Synthesizing took longer than it has to: main.ts does not run as one file, only by tsx.\n${quick.problem}`,
    );
  }
}

/** How the run of the bundle ended. */
interface QuickRun {
  /** Whether the output is that of the command. */
  readonly isDone: boolean;
  /** What is wrong with the bundle. @default nothing */
  readonly problem?: string;
}

async function runBundle(run: AppRun): Promise<QuickRun> {
  const { root, work } = run.paths;
  let program: string;
  try {
    program = await bundle({ entry: 'main.ts', root, folder: path.join(work, 'app') });
  } catch (error) {
    return { isDone: false, problem: error instanceof Error ? error.message : String(error) };
  }
  const { exitCode, output } = await execute(run, ...v8Flags(process.versions.node), program);
  if (exitCode !== 0) return { isDone: false, problem: output.trimEnd() };
  return { isDone: !(await writesTraces(run)) };
}

async function execute({ paths, env, outdir, only }: AppRun, ...program: readonly string[]): Promise<RunResult> {
  const options = { cwd: paths.root, env: { ...env, CDKTF_OUTDIR: outdir } };
  return capture(process.execPath, [...program, ...only], options);
}

/** Whether the manifest has messages about constructs: they say where in the sources they come from. */
async function writesTraces({ outdir }: AppRun): Promise<boolean> {
  return (await readFile(path.join(outdir, 'manifest.json'), 'utf8')).includes('"stacktrace"');
}
