import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { captureSuccess } from '../cli/processes/run';
import { projectPaths, type Environment } from '../cli/project';
import { readStacks, type Stack } from '../cli/stacks/manifest';
import { terraformEnvironment } from '../cli/terraform/environment';
import { addDeliverySystem } from '../stacks/delivery-system';
import { stackIds } from '../platform/stack-ids';
import { synthesizeApp } from '../synth/synthesize-app';
import { childCpuSeconds, medianSeconds } from './child-cpu';
import { writeMonolith } from './monolith';
import { platformOfSize } from './platform-of-size';

/** Numbers of services in one stack, with how often each plan is measured. */
const sizes = [
  { services: 1, runs: 3 },
  { services: 10, runs: 3 },
  { services: 50, runs: 1 },
  { services: 200, runs: 1 },
] as const;

/** How terraform is called, and where the measured stacks are. */
export interface PlanBench {
  /** Folder of the project. */
  readonly root: string;
  readonly binary: string;
  readonly env: Environment;
  readonly folder: string;
  readonly stacks: readonly Stack[];
}

/** Measures what one plan costs by the number of services that its stack holds. */
export async function printPlanCosts(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-plan-'));
  try {
    const bench = await preparePlans(folder, Math.max(...sizes.map(({ services }) => services)));
    const head = ['services in the stack', 'resources', 'CPU s of a plan', 'CPU ms a resource more', 'to one service'];
    const table = new Table({ head, style: { head: [], border: [] } });
    let first: { readonly seconds: number; readonly resources: number } | undefined;
    for (const { services, runs } of sizes) {
      process.stderr.write(`planning ${services} services, ${runs} times ...\n`);
      const resources = resourcesIn(bench.stacks.slice(0, services));
      const seconds = await planSeconds(bench, services, runs);
      first ??= { seconds, resources };
      const more = resources - first.resources;
      const perResource = more === 0 ? '' : ((1000 * (seconds - first.seconds)) / more).toFixed(1);
      table.push([services, resources, seconds.toFixed(2), perResource, (seconds / first.seconds).toFixed(1)]);
    }
    console.log(table.toString());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Synthesizes the stacks of so many services in one environment. @param folder where they are written */
export async function preparePlans(folder: string, services: number): Promise<PlanBench> {
  const platform = platformOfSize(services);
  const only = new Set(platform.services.map(({ name }) => stackIds.service('dev', name)));
  const outdir = join(folder, 'stacks-apart');
  synthesizeApp(
    (app, finish) => {
      addDeliverySystem(app, platform, { only, finish });
    },
    { app: { outdir } },
  );
  const stacks = await readStacks(outdir);
  const paths = { ...projectPaths(), work: folder };
  const terraform = await findTerraform(process.env, paths.root);
  const env = await terraformEnvironment({ env: process.env, paths, terraform, stacks });
  return { root: paths.root, binary: terraform.binary, env, folder, stacks };
}

function resourcesIn(stacks: readonly Stack[]): number {
  const types = stacks.flatMap(({ json }) => Object.values(json.resource ?? {}));
  return types.reduce((sum, blocks) => sum + Object.keys(blocks).length, 0);
}

/** The median CPU time of plans of the first so many services, without the init before them. */
async function planSeconds(
  { binary, env, folder, stacks }: PlanBench,
  services: number,
  runs: number,
): Promise<number> {
  const cwd = join(folder, `of-${services}`);
  writeMonolith(
    stacks.slice(0, services).map(({ json }) => json),
    cwd,
  );
  await captureSuccess('terraform init', binary, ['init', '-input=false', '-no-color'], { cwd, env });
  const plan = [binary, 'plan', '-refresh=false', '-input=false', '-lock=false', '-no-color'] as const;
  return medianSeconds(runs, () => childCpuSeconds(plan, { cwd, env }));
}
