import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { newFailures, type CheckedChange } from './new-failures';
import type { ScannedFile } from './read-report';
import { scannedText } from './scanned-file';
import type { Finding } from '../findings/finding';
import { UserError } from '../errors';
import { cacheFolder } from '../files/cache-folder';
import type { Environment } from '../processes/run';
import { installCheckov } from './install-checkov';
import { runCheckov, type CheckedStack } from './run-checkov';

/** What is checked, and with what. */
export interface CheckChangeOptions {
  readonly stacks: readonly CheckedStack[];
  readonly env: Environment;
  /** Private folder for what is thrown away afterwards. */
  readonly work: string;
  /** Folder of the virtual environment that has checkov. @default - `checkov` in the user's cache folder */
  readonly checkovFolder?: string;
  /** Whether it is an error if checkov cannot be run. @default false: then a finding says so */
  readonly isRequired?: boolean;
  readonly tell?: (step: string) => void;
  /** Makes sure that checkov is installed and returns its Python. @default - into `checkovFolder` */
  readonly install?: () => Promise<string>;
}

/**
 * Checks with checkov what a change brings that was not there, in one run for all stacks. If it cannot be run, the
 * review says so in a finding.
 * @throws UserError if it is required and cannot be run
 */
export async function checkChange(options: CheckChangeOptions): Promise<CheckedChange> {
  const files = options.stacks.flatMap(filesOf);
  if (files.length === 0) return { findings: [], fixedCount: 0 };
  const folder = await mkdtemp(path.join(options.work, 'checkov-'));
  try {
    const python = await (options.install ?? ((): Promise<string> => installed(options)))();
    return newFailures(await runCheckov({ python, folder, files, env: options.env }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (options.isRequired === true) throw new UserError(`checkov could not be run: ${reason}`, HINT, { cause: error });
    return { findings: [notRun(reason)], fixedCount: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function installed({ checkovFolder, env, tell }: CheckChangeOptions): Promise<string> {
  const folder = checkovFolder ?? path.join(cacheFolder(env), 'checkov');
  return installCheckov({ folder, env, ...(tell && { onProgress: tell }) });
}

const HINT = 'It needs Python 3.10 or newer and, once, a package index of Python.';

function filesOf({ stack, base, head }: CheckedStack): readonly ScannedFile[] {
  const file = (side: ScannedFile['side'], json: object | undefined): readonly ScannedFile[] =>
    json === undefined ? [] : [{ side, stack, path: `/${side}/${stack}/cdk.tf.json`, text: scannedText(json) }];
  return [...file('base', base), ...file('head', head)];
}

function notRun(reason: string): Finding {
  return {
    rule: 'checkov-not-run',
    severity: 'note',
    category: 'policy',
    stack: 'all stacks',
    title: 'checkov could not be run: its checks are missing in this review',
    detail: `${reason.replaceAll(/\s+/g, ' ').slice(0, 500)} ${HINT}`,
  };
}
