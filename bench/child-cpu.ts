import { capture } from '../cli/processes/run';
import type { Environment } from '../cli/project';

/**
 * The CPU time of a program and of those that it starts. Node.js does not know it of its children; a POSIX shell does.
 * @throws Error with what the program said if it fails
 */
export async function childCpuSeconds(
  [program, ...args]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Environment },
): Promise<number> {
  const script = 'said=$("$0" "$@" 2>&1) || { echo "$said"; exit 1; }; times';
  const { exitCode, stdout } = await capture('sh', ['-c', script, program, ...args], options);
  if (exitCode !== 0) throw new Error(`${program} failed: ${stdout}`);
  // The second line is that of the children: user time, then system time, as in 0m1.250s.
  const [, children = ''] = stdout.split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0);
}

/** The median of several such times. */
export async function medianSeconds(runs: number, measure: () => Promise<number>): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) seconds.push(await measure());
  return seconds.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? 0;
}
