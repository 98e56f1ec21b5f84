/**
 * Preloaded with `node --import`: prints the files that a process has loaded when it ends, as JSON, to standard error.
 */
import { createRequire } from 'node:module';
import process from 'node:process';

const { cache } = createRequire(import.meta.url);
process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(cache))));
