/**
 * One measurement in a process of its own: `synth-case.ts <ours|bare> <services> <outdir> [<blocks from>]` synthesizes
 * into `outdir` and prints what that cost as JSON.
 */
import type { App } from 'cdktf';
import { addDeliverySystem } from '../stacks/delivery-system';
import { synthesizeApp, type Synthesis } from '../synth/synthesize-app';
import { readBlocks, synthesizeBare } from './bare-cdktf';
import { platformOfSize } from './platform-of-size';
import type { Cost } from './cost';

const [subject, services = '', outdir = '', blocksFrom = ''] = process.argv.slice(2);

const work = subject === 'bare' ? prepareBare() : prepareOurs(subject === 'stock' ? 'stock' : 'fast');
const cpuBefore = process.cpuUsage();
const startedMs = performance.now();
work();
const wallSeconds = (performance.now() - startedMs) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const cost: Cost = {
  wallSeconds,
  cpuSeconds: (user + system) / 1e6,
  peakMemoryMiB: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(cost));

// Reading the blocks is preparation, not synthesis: the baseline gets its attributes for nothing.
function prepareBare(): () => void {
  const blocks = readBlocks(blocksFrom);
  return () => {
    synthesizeBare(blocks, outdir);
  };
}

function prepareOurs(synthesis: Synthesis): () => void {
  return () => {
    const platform = platformOfSize(Number(services));
    const build = (app: App): void => {
      addDeliverySystem(app, platform);
    };
    synthesizeApp(build, { synthesis, app: { outdir } });
  };
}
