/**
 * Entry of the `docker` that `writeDockerProgram` writes. Its first argument is the folder of that program; a real
 * docker is looked for in the other folders of PATH.
 */
import { CommanderError } from 'commander';

import { DockerError } from './docker-error';
import type { DockerHost } from './host';
import { dockerProgram } from './program';
import { findEngine, runWithEngine } from './real-engine';

const host: DockerHost = {
  environment: process.env,
  directory: process.cwd(),
  input: process.stdin,
  print: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
};

async function main(folder = '', ...words: readonly string[]): Promise<number> {
  const engine = await findEngine(host, folder, words);
  if (engine !== undefined) return runWithEngine(host, engine, words);
  await dockerProgram(host).parseAsync(words, { from: 'user' });
  return 0;
}

main(...process.argv.slice(2)).then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    process.exitCode = 1;
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (error instanceof DockerError) host.note(error.message);
    else throw error;
  },
);
