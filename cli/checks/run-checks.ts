import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { capture, passThrough } from '../processes/run';
import { inParallel } from '../in-parallel';
import type { Environment, ProjectPaths } from '../project';
import type { Check, Outcome, Totals } from './checks';
import { renderSlowest, tooSlow, type FileTime, type TestFile } from './file-times';
import { MachineLoad } from './machine-load';

/** What the checks are run with. */
export interface RunChecksOptions {
  readonly paths: ProjectPaths;
  readonly env: Environment;
  /** Called with what begins and how it ended. */
  readonly tell: (text: string) => void;
}

/**
 * Runs every check, also after one failed, and tells which test files took longest. A test file that takes too long is
 * a failure.
 * @param groups checks that run beside each other; the groups run one after the other
 * @returns the sum of what all of them counted
 */
export async function runChecks(groups: readonly (readonly Check[])[], options: RunChecksOptions): Promise<Totals> {
  await mkdir(options.paths.work, { recursive: true });
  const load = new MachineLoad();
  load.start();
  const outcomes: Outcome[] = [];
  for (const group of groups) outcomes.push(...(await inParallel(group, group.length, runIn(group, options))));
  load.stop();
  const times = outcomes.flatMap(({ files }) => files).map((file) => timeOf(file, options.paths.root, load));
  if (times.length > 0) options.tell(renderSlowest(times));
  const slow = tooSlow(times);
  slow.forEach(options.tell);
  const sum = (of: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  return { passed: sum('passed'), failed: sum('failed') + slow.length };
}

/** The output of a check that runs alone is seen at once, that of others when they have ended. */
function runIn(group: readonly Check[], { paths, env, tell }: RunChecksOptions): (check: Check) => Promise<Outcome> {
  return async ({ title, args, outcome }) => {
    tell(`== ${title}`);
    const since = Date.now();
    const run = { cwd: paths.root, env };
    const { exitCode, output } =
      group.length === 1
        ? { exitCode: await passThrough(process.execPath, args, run), output: '' }
        : await capture(process.execPath, args, run);
    if (output.trim() !== '') tell(output.trim());
    const found = await outcome(exitCode);
    const seconds = Math.round((Date.now() - since) / 1000);
    tell(`== ${title}: ${found.passed} passed, ${found.failed} failed in ${seconds} s\n`);
    return found;
  };
}

function timeOf(file: TestFile, root: string, load: MachineLoad): FileTime {
  const seconds = (file.end - file.start) / 1000;
  const taken = load.takenByOthers(file.start, file.end);
  const quietSeconds = taken === undefined ? undefined : seconds * (1 - taken);
  return { name: path.relative(root, file.path), seconds, quietSeconds };
}
