import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { projectPaths } from '../cli/project';
import { bundle } from '../cli/synth/bundle';
import { v8Flags } from '../cli/synth/v8-flags';
import { childCpuSeconds, medianSeconds } from './child-cpu';

const RUNS = 5;
const CONFIGS = ['platform.config.ts', '__tests__/fixtures/platforms/smallest.json'] as const;

/** Measures what the app costs before it does anything: it writes one stack, the smallest. */
export async function printStartCosts(): Promise<void> {
  const { root, work } = projectPaths();
  const outdir = await mkdtemp(join(tmpdir(), 'bench-start-'));
  const program = await bundle({ entry: 'main.ts', root, folder: join(work, 'app') });
  const ways = {
    'as TypeScript (the command of cdktf.json)': ['--import', 'tsx', 'main.ts'],
    'as one file (npm run synth)': [...v8Flags(process.versions.node), program],
  };
  const table = new Table({ head: ['start of the app', 'config', 'CPU s'], style: { head: [], border: [] } });
  try {
    for (const config of CONFIGS) {
      const env = { ...process.env, CDKTF_OUTDIR: outdir, PLATFORM_CONFIG: config };
      for (const [way, args] of Object.entries(ways)) {
        const measure = () => childCpuSeconds([process.execPath, ...args, 'bootstrap'], { cwd: root, env });
        table.push([way, config, (await medianSeconds(RUNS, measure)).toFixed(2)]);
      }
    }
    console.log(table.toString());
  } finally {
    await rm(outdir, { recursive: true });
  }
}
