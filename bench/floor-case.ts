/**
 * One measurement in a process of its own: `floor-case.ts <outdir> <output of ours>` writes the same files without
 * cdktf and prints what that cost as JSON.
 */
import { costOf } from './cost';
import { readOutput, writeFloor } from './floor';

const [outdir = '', output = ''] = process.argv.slice(2);

// Reading the texts is preparation: the floor gets its attributes for nothing.
const texts = readOutput(output);
const cost = costOf(() => {
  writeFloor(texts, outdir);
});
console.log(JSON.stringify(cost));
