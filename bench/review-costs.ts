import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { projectPaths, venvOf, type Environment } from '../cli/project';
import type { Step } from '../cli/progress';
import { compareStacks } from '../cli/review/compare-stacks';
import { reviewSides } from '../cli/review/review-stacks';
import type { Sides } from '../cli/review/sources/sides';
import { writeReview } from 'plan-review/output/write-review';
import { readStacks, type Stack } from '../cli/stacks/manifest';
import { startRehearsal } from '../cli/start/rehearsal';
import { rehearsalEnvironment } from '../cli/start/rehearsal-environment';
import type { Platform } from '../config/types';
import { installMoto } from 'embedded-aws/moto/install';
import { addDeliverySystem } from '../stacks/delivery-system';
import { synthesizeApp } from '../synth/synthesize-app';
import { platformOfSize } from './platform-of-size';

/** Numbers of services of the platforms of which one service changes. */
const SIZES = [10, 100] as const;

/** How often each is measured. */
const RUNS = 5;

const quietly: Step = (_, action) => action(() => undefined);

/** Measures what the review of a change of one service costs after synthesis, by the number of services. */
export async function printReviewCosts(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-review-'));
  const paths = { ...projectPaths(), work: folder };
  const python = await installMoto({ directory: venvOf(projectPaths()) });
  const rehearsal = await startRehearsal({ platform: platformOfSize(1), python, folder });
  try {
    const env = rehearsalEnvironment(process.env, rehearsal.address);
    const head = ['services', 'stacks', 'planned', 'ms to compare', 's to review', `to ${SIZES[0]} services`];
    const table = new Table({ head, style: { head: [], border: [] } });
    const platforms = await Promise.all(SIZES.map((services) => sidesOf(services, folder)));
    const measured = await measureAll(platforms, { paths, env });
    const [{ seconds: first } = { seconds: 1 }] = measured;
    for (const [index, { compareMs, seconds, planned }] of measured.entries()) {
      const stacks = platforms[index]?.head.stacks.length;
      table.push([
        SIZES[index],
        stacks,
        planned,
        compareMs.toFixed(0),
        seconds.toFixed(1),
        (seconds / first).toFixed(2),
      ]);
    }
    console.log(table.toString());
  } finally {
    await rehearsal.close();
    await rm(folder, { recursive: true });
  }
}

/** What was measured of one platform: medians. */
interface Measured {
  readonly compareMs: number;
  readonly seconds: number;
  /** Number of stacks. */
  readonly planned: number;
}

interface Place {
  readonly paths: ReturnType<typeof projectPaths>;
  readonly env: Environment;
}

/** Measures all in turn, so that a machine that grows slower slows all. */
async function measureAll(platforms: readonly Sides[], place: Place): Promise<Measured[]> {
  const rounds: Measured[][] = [];
  for (let run = 0; run < RUNS; run++) {
    process.stderr.write(`reviewing, ${run + 1} of ${RUNS} ...\n`);
    const round: Measured[] = [];
    for (const sides of platforms) round.push(await measure(sides, place));
    rounds.push(round);
  }
  return platforms.map((_, index) => ({
    compareMs: median(rounds.map((round) => round[index]?.compareMs ?? 0)),
    seconds: median(rounds.map((round) => round[index]?.seconds ?? 0)),
    planned: rounds[0]?.[index]?.planned ?? 0,
  }));
}

async function measure(sides: Sides, { paths, env }: Place): Promise<Measured> {
  const terraform = await findTerraform(env, paths.root);
  const work = await mkdtemp(join(paths.work, 'run-'));
  const compared = performance.now();
  await compareStacks(sides.base.stacks, sides.head.stacks);
  const started = performance.now();
  const options = { paths, env, work, checksPolicy: false };
  const { review } = await reviewSides(sides, terraform, { ...options, step: quietly, tell: () => undefined });
  await writeReview(join(work, 'report'), review, {});
  const seconds = (performance.now() - started) / 1000;
  await rm(work, { recursive: true });
  return { compareMs: started - compared, seconds, planned: review.stacks.length };
}

/** A platform of so many services, before and after one of them gets more memory. */
async function sidesOf(services: number, folder: string): Promise<Sides> {
  const platform = platformOfSize(services);
  const base = await synthesized(platform, join(folder, `base-${services}`));
  const head = await synthesized(withMoreMemory(platform), join(folder, `head-${services}`));
  return {
    base: { ref: 'base', commit: '', stacks: base },
    head: { ref: 'head', commit: '', stacks: head },
  };
}

async function synthesized(platform: Platform, outdir: string): Promise<Stack[]> {
  await mkdir(outdir, { recursive: true });
  synthesizeApp(
    (app, finish) => {
      addDeliverySystem(app, platform, { finish });
    },
    { app: { outdir } },
  );
  return readStacks(outdir);
}

/** The first service, changed. */
function withMoreMemory(platform: Platform): Platform {
  const [first, ...others] = platform.services;
  if (first === undefined) throw new Error('the platform has no service');
  const deployments = first.deployments.map((deployment) => ({ ...deployment, memory: deployment.memory * 2 }));
  return { ...platform, services: [{ ...first, deployments }, ...others] };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
