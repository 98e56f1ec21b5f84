/**
 * `npm run bench`: what synthesis costs by number of services (ours, cdktf's own, a bare cdktf loop, AWS CDK v2, and the
 * floor), what the start of the app costs, what a plan costs by what its stack
 * holds and with which providers, and what the review of a change of one service costs by the number of services. `npm run bench -- plan` or
 * `-- start synth` measures just that.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Table from 'cli-table3';
import { projectPaths } from '../cli/project';
import { bundle } from '../cli/synth/bundle';
import { v8Flags } from '../cli/synth/v8-flags';
import { medianCost, type Cost } from './cost';
import { printPlanCosts } from './plan-costs';
import { printProviderCosts } from './provider-costs';
import { printReviewCosts } from './review-costs';
import { printStartCosts } from './start-costs';

/** Numbers of services, with how often each is measured: small ones vary more. */
const sizes = [
  { services: 10, runs: 5 },
  { services: 100, runs: 3 },
  { services: 1000, runs: 3 },
] as const;

/** What is measured; ours comes first, because the others but stock cdktf take their attributes from its output. */
const subjects = {
  ours: 'ours',
  stock: 'cdktf 0.21',
  bare: 'bare cdktf loop',
  cdk: 'AWS CDK v2',
  floor: 'floor',
} as const;
type Subject = keyof typeof subjects;
type Costs = Readonly<Record<Subject, Cost>>;

const run = promisify(execFile);
const awsCdk = join(__dirname, 'aws-cdk');

/** What can be measured, in the order of printing. */
const parts = {
  synth: printSynthCosts,
  start: printStartCosts,
  plan: printPlanCosts,
  providers: printProviderCosts,
  review: printReviewCosts,
} as const;

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`nothing to measure: ${unknown.join(', ')}; there is ${Object.keys(parts).join(', ')}`);
  for (const [name, print] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await print();
}

async function printSynthCosts(): Promise<void> {
  await installAwsCdk();
  // Deleted only at the end: deleting thousands of files makes those slow that are written next.
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await printSynthTable(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function printSynthTable(folder: string): Promise<void> {
  const head = [
    'services',
    'synthesis',
    'wall s',
    'CPU s',
    'peak MiB',
    'CPU ms per service',
    'CPU to floor',
    'to ours',
  ];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { services, runs } of sizes) {
    process.stderr.write(`measuring ${services} services, ${runs} times each ...\n`);
    const costs = await measureAll(services, runs, folder);
    for (const subject of Object.keys(subjects) as Subject[]) table.push(rowOf(services, subject, costs));
  }
  console.log(table.toString());
}

function rowOf(services: number, subject: Subject, costs: Costs): (string | number)[] {
  const { wallSeconds, cpuSeconds, peakMemoryMiB } = costs[subject];
  return [
    services,
    subjects[subject],
    wallSeconds.toFixed(2),
    cpuSeconds.toFixed(2),
    Math.round(peakMemoryMiB),
    ((1000 * cpuSeconds) / services).toFixed(1),
    (cpuSeconds / costs.floor.cpuSeconds).toFixed(1),
    (cpuSeconds / costs.ours.cpuSeconds).toFixed(2),
  ];
}

/** AWS CDK is no dependency of the project: only this installs it. */
async function installAwsCdk(): Promise<void> {
  if (existsSync(join(awsCdk, 'node_modules', 'aws-cdk-lib'))) return;
  process.stderr.write('installing AWS CDK v2 into bench/aws-cdk ...\n');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: awsCdk });
}

/** Measures all in turn, so that a machine that grows slower slows all. */
async function measureAll(services: number, runs: number, folder: string): Promise<Costs> {
  const rounds: Costs[] = [];
  for (let count = 0; count < runs; count++)
    rounds.push(await measureOnce(services, join(folder, `${services}-${count}`)));
  const median = (subject: Subject): Cost => medianCost(rounds.map((round) => round[subject]));
  return {
    ours: median('ours'),
    stock: median('stock'),
    bare: median('bare'),
    cdk: median('cdk'),
    floor: median('floor'),
  };
}

async function measureOnce(services: number, folder: string): Promise<Costs> {
  await mkdir(folder);
  const output = (subject: Subject): string => join(folder, subject);
  const { root, work } = projectPaths();
  // As npm run synth runs it; there is no config file to read.
  const program = await bundle({ entry: 'bench/synth-case.ts', root, folder: join(work, 'bench') });
  const flags = v8Flags(process.versions.node);
  const typeScript = (script: string): string[] => ['--import', 'tsx', join(__dirname, script)];
  const ours = await measure(...flags, program, 'ours', String(services), output('ours'));
  const stock = await measure(...typeScript('synth-case.ts'), 'stock', String(services), output('stock'));
  const bare = await measure(...typeScript('bare-case.ts'), output('bare'), output('ours'));
  const cdk = await measure(join(awsCdk, 'synth-case.mjs'), output('cdk'), output('ours'));
  const floor = await measure(...typeScript('floor-case.ts'), output('floor'), output('ours'));
  return { ours, stock, bare, cdk, floor };
}

async function measure(...args: string[]): Promise<Cost> {
  const env = { ...process.env, PLATFORM_CONFIG: 'none.json' };
  const { stdout } = await run(process.execPath, args, { env });
  return JSON.parse(stdout) as Cost;
}

void main();
