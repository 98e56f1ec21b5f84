import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readReport, type CheckFailures, type ScannedFile } from 'plan-review/checkov/read-report';

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
  /** Environment variables, without any that checkov would talk to its platform with. */
  readonly env: NodeJS.ProcessEnv;
}

/** It may print a megabyte for a platform of a hundred services. */
const MOST_OUTPUT = 256 * 1024 * 1024;

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
  const output = await printed(python, ['-m', 'checkov.main', '--directory', folder, ...flags], {
    folder,
    env: offline(env),
  });
  return readReport(output, files);
}

/** No search for a newer version, no reports to its makers, and no log but of faults. */
function offline(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(BC_|PRISMA_|CKV_|CHECKOV_)/.test(name));
  return { ...Object.fromEntries(kept), CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', LOG_LEVEL: 'ERROR' };
}

function printed(
  command: string,
  args: readonly string[],
  { folder, env }: { folder: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: folder, env, maxBuffer: MOST_OUTPUT }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.trim().split('\n').slice(-5).join('\n') || error.message, { cause: error }));
    });
  });
}
