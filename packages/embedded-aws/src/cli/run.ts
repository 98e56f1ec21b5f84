import { once } from 'node:events';
import path from 'node:path';
import { installMoto } from '../moto/install';
import { startSandbox } from '../sandbox';
import type { RepositoryName } from '../sandbox-variables';
import { quoted } from '../shell-quote';

/** What the command line says. */
export interface Flags {
  readonly account: string;
  readonly region: string;
  readonly github?: readonly RepositoryName[];
  readonly port?: number;
  readonly speed: number;
  readonly venv: string;
}

/**
 * Starts the embedded AWS, and GitHub if repositories are named, prints their variables, and ends them on the signal.
 * @throws RehearsalError if something that they need is missing
 */
export async function run({ github: repositories, venv, ...options }: Flags, signal: AbortSignal): Promise<void> {
  const python = await installMoto({ directory: path.resolve(venv), onProgress: tell, signal });
  tell('starting');
  const sandbox = await startSandbox({ ...options, python, ...(repositories && { repositories }) });
  try {
    const lines = Object.entries(sandbox.variables).map(([name, value]) => `export ${name}=${shellWord(value)}\n`);
    process.stdout.write(lines.join(''));
    tell(`account ${options.account}, region ${options.region}, ${sandbox.variables['AWS_ENDPOINT_URL'] ?? ''}`);
    tell('ready: Ctrl-C ends it');
    if (!signal.aborted) await once(signal, 'abort');
    tell('ending');
  } finally {
    await sandbox.close();
  }
}

/** A value as shells read it, in quotes only where they are needed. */
function shellWord(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : quoted(value);
}

function tell(step: string): void {
  process.stderr.write(`embedded-aws: ${step}\n`);
}
