import { mkdir } from 'node:fs/promises';
import { passThrough } from '../processes/run';
import type { Environment, ProjectPaths } from '../project';
import type { Check, Totals } from './checks';

/** What the checks are run with. */
export interface RunChecksOptions {
  readonly paths: ProjectPaths;
  readonly env: Environment;
  /** Told what begins and how it ended. */
  readonly tell: (text: string) => void;
}

/** Runs every check, also after one failed. @returns the sum of what all of them counted */
export async function runChecks(checks: readonly Check[], { paths, env, tell }: RunChecksOptions): Promise<Totals> {
  await mkdir(paths.work, { recursive: true });
  let sum: Totals = { passed: 0, failed: 0 };
  for (const { title, args, totals } of checks) {
    tell(`== ${title}`);
    const since = Date.now();
    const { passed, failed } = await totals(await passThrough(process.execPath, args, { cwd: paths.root, env }));
    tell(`== ${title}: ${passed} passed, ${failed} failed in ${Math.round((Date.now() - since) / 1000)} s\n`);
    sum = { passed: sum.passed + passed, failed: sum.failed + failed };
  }
  return sum;
}
