import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { init, type TerraformCall } from '../cli/terraform/terraform';
import { typesOf } from '../cli/terraform/shared-providers/types-of';
import { childCpuSeconds, medianSeconds } from './child-cpu';
import { writeMonolith } from './monolith';
import { preparePlans, type PlanBench } from './plan-costs';

/** Numbers of stacks that are planned one after the other. */
const SIZES = [1, 4, 10] as const;

const RUNS = 3;

/** Whose providers plan, as `plan-stacks.ts` calls it. */
const WAYS = { own: 'each command its own', shared: 'shared' } as const;

/** Measures what plans of stacks cost with providers that each command starts, and with shared ones. */
export async function printProviderCosts(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-providers-'));
  try {
    const bench = await preparePlans(folder, Math.max(...SIZES));
    const folders = await initialize(bench);
    const head = ['stacks', 'AWS providers', 'CPU s to plan and show', 'to shared'];
    const table = new Table({ head, style: { head: [], border: [] } });
    for (const size of SIZES) {
      process.stderr.write(`planning ${size} stacks, ${RUNS} times each ...\n`);
      const own = await planSeconds(bench, 'own', folders.slice(0, size));
      const shared = await planSeconds(bench, 'shared', folders.slice(0, size));
      table.push(
        [size, WAYS.own, own.toFixed(2), (own / shared).toFixed(1)],
        ['', WAYS.shared, shared.toFixed(2), '1'],
      );
    }
    console.log(table.toString());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes each stack into a folder of its own, from which nothing is asked of AWS. @returns the folders */
async function initialize({ binary, env, folder, stacks }: PlanBench): Promise<string[]> {
  const calls = stacks.map(({ name }): TerraformCall => ({
    binary,
    env,
    folder: join(folder, `alone-${name}`),
    stack: name,
  }));
  for (const [index, call] of calls.entries()) {
    writeMonolith(
      stacks.slice(index, index + 1).map(({ json }) => json),
      call.folder,
    );
    await init(call);
  }
  return calls.map((call) => call.folder);
}

async function planSeconds(
  { binary, env, stacks, root }: PlanBench,
  way: keyof typeof WAYS,
  folders: readonly string[],
): Promise<number> {
  const types = [...new Set(typesOf(stacks))].join(',');
  const args = ['--import', 'tsx', 'bench/plan-stacks.ts', way, binary, types, ...folders];
  return medianSeconds(RUNS, () => childCpuSeconds([process.execPath, ...args], { cwd: root, env }));
}
