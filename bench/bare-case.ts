/**
 * One measurement in a process of its own: `bare-case.ts <outdir> <blocks from>` makes the resources that another
 * synthesis wrote with nothing but cdktf, and prints what that cost as JSON.
 */
import { readBlocks, synthesizeBare } from './bare-cdktf';
import { costOf } from './cost';

const [outdir = '', blocksFrom = ''] = process.argv.slice(2);

// Reading the blocks is preparation, not synthesis: they come for nothing.
const blocks = readBlocks(blocksFrom);
const cost = costOf(() => {
  synthesizeBare(blocks, outdir);
});
console.log(JSON.stringify(cost));
