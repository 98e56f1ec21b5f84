/** `npm run bench`: what synthesis costs by number of services, next to a bare cdktf loop in the same run. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Table from 'cli-table3';
import { medianCost, type Cost } from './cost';

/** Numbers of services, with how often each is measured: small ones vary more. */
const sizes = [
  { services: 10, runs: 5 },
  { services: 100, runs: 3 },
  { services: 1000, runs: 1 },
] as const;

const run = promisify(execFile);

async function main(): Promise<void> {
  const table = new Table({
    head: ['services', 'ours s', 'bare cdktf s', 'ratio', 'ours MiB', 'bare MiB', 'ours CPU ms per service'],
    style: { head: [], border: [] },
  });
  for (const { services, runs } of sizes) {
    process.stderr.write(`measuring ${services} services, ${runs} times each ...\n`);
    const { ours, bare } = await compare(services, runs);
    table.push([
      services,
      ours.wallSeconds.toFixed(2),
      bare.wallSeconds.toFixed(2),
      (ours.wallSeconds / bare.wallSeconds).toFixed(2),
      Math.round(ours.peakMemoryMiB),
      Math.round(bare.peakMemoryMiB),
      ((1000 * ours.cpuSeconds) / services).toFixed(1),
    ]);
  }
  console.log(table.toString());
}

/** Measures both in turn, so that a machine that grows slower slows both. */
async function compare(services: number, runs: number): Promise<{ ours: Cost; bare: Cost }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const [oursOut, bareOut] = [join(folder, 'ours'), join(folder, 'bare')];
    const pairs: { ours: Cost; bare: Cost }[] = [];
    for (let count = 0; count < runs; count++) {
      const ours = await measure('ours', services, oursOut);
      pairs.push({ ours, bare: await measure('bare', services, bareOut, oursOut) });
    }
    return { ours: medianCost(pairs.map(({ ours }) => ours)), bare: medianCost(pairs.map(({ bare }) => bare)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(subject: 'ours' | 'bare', services: number, ...folders: string[]): Promise<Cost> {
  const script = join(__dirname, 'synth-case.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, subject, String(services), ...folders]);
  return JSON.parse(stdout) as Cost;
}

void main();
