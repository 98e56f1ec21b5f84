import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run, type Environment } from '../processes/run';
import { readReport, type CheckFailures, type ScannedFile } from './read-report';

/** A stack before and after the change, as Terraform reads it. */
export interface CheckedStack {
  readonly stack: string;
  /** @default - it is new */
  readonly base?: object;
  /** @default - it is removed */
  readonly head?: object;
}

/** How checkov is run. */
export interface CheckovOptions {
  /** A Python that has checkov. */
  readonly python: string;
  /** Empty folder for what it reads. */
  readonly folder: string;
  readonly files: readonly ScannedFile[];
  /** Environment variables; those with secrets, and those that checkov would talk to its platform with, are left out. */
  readonly env: Environment;
}

/** Of the output of a checkov that fails, in lines. */
const LINES_SHOWN = 5;

/**
 * Runs checkov once over all files: most of its time is its start. It reads nothing from the network.
 * @throws Error if it cannot be run or prints no report
 */
export async function runCheckov({ python, folder, files, env }: CheckovOptions): Promise<CheckFailures> {
  for (const { path: name, text } of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const flags = [
    '--framework',
    'terraform_json',
    '--output',
    'json',
    '--compact',
    '--quiet',
    '--soft-fail',
    '--skip-download',
  ];
  const args = ['-m', 'checkov.main', '--directory', folder, ...flags];
  const { exitCode, stdout, output } = await run(python, args, { cwd: folder, env: offline(env) });
  if (exitCode !== 0) throw new Error(output.trim().split('\n').slice(-LINES_SHOWN).join('\n'));
  return readReport(stdout, files);
}

/** What checkov would talk to its platform with. */
const OF_PLATFORM = /^(BC_|PRISMA_|CKV_|CHECKOV_)/;

/** What checkov has no use for: credentials of AWS and GitHub, and values of Terraform's variables. */
const SECRETS = /^(AWS_|TF_VAR_|ACTIONS_|GITHUB_TOKEN$|GH_TOKEN$)/;

/**
 * No search for a newer version, no reports to its makers, no log but of faults, and no secrets: what it evaluates may come
 * from an author who is not trusted with them.
 */
function offline(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => !OF_PLATFORM.test(name) && !SECRETS.test(name));
  return { ...Object.fromEntries(kept), CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', LOG_LEVEL: 'ERROR' };
}
