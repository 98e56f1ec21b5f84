import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Environment, ProjectPaths } from '../project';
import { readStacks, type Stack } from '../stacks/manifest';
import { removeStaleFolders } from 'plan-review/files/stale-folders';
import { replaceOutput } from './replace-output';
import { replaceStacks } from './replace-stacks';
import { runApp } from './run-app';

/** What is synthesized, and where to. */
export interface SynthesizeOptions {
  readonly paths: ProjectPaths;
  /** Of the app; PLATFORM_CONFIG in it names the config file. */
  readonly env: Environment;
  /** Folder that takes the stacks. @default the project's cdktf.out */
  readonly output?: string;
  /** Names of the stacks to write, beside which the output keeps its others. @default - every stack, and no other */
  readonly only?: readonly string[];
  /** Called with problems that do not stop the synthesis. @default - writes to standard error */
  readonly warn?: (message: string) => void;
}

/**
 * Runs the app of cdktf.json without the CDKTF CLI, which would add three seconds. The output changes as a whole: it
 * never holds stacks of two configs, and it stays as it was if the app fails.
 * @throws CommandFailed with what the app said
 */
export async function synthesize(options: SynthesizeOptions): Promise<Stack[]> {
  const { paths, env, output = paths.output, only, warn = console.warn } = options;
  const workshop = path.join(paths.work, 'synth');
  const fresh = path.join(workshop, String(process.pid));
  await removeStaleFolders(workshop);
  await mkdir(fresh, { recursive: true });
  try {
    await runApp({ paths, env: withoutTerraform(env), outdir: fresh, only: only ?? [], warn });
    await (only === undefined ? replaceOutput(output, fresh) : replaceStacks(output, fresh));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return readStacks(output, only);
}

/** Values of Terraform's variables are for plans and applies; the CDKTF CLI keeps them from the app as well. */
function withoutTerraform(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TF_VAR_')));
}
