import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { newFailures, type CheckedChange } from 'plan-review/checkov/new-failures';
import type { ScannedFile } from 'plan-review/checkov/read-report';
import { scannedText } from 'plan-review/checkov/scanned-file';
import type { Finding } from 'plan-review/findings/finding';
import { UserError } from '../../errors';
import type { ProjectPaths } from '../../project';
import { installCheckov } from './install';
import { runCheckov, type CheckedStack } from './run-checkov';

/** What is checked, and where. */
export interface CheckChangeOptions {
  readonly stacks: readonly CheckedStack[];
  readonly paths: ProjectPaths;
  readonly env: NodeJS.ProcessEnv;
  /** Private folder for what is thrown away afterwards. */
  readonly work: string;
  /** Whether a review without these checks is none. @default false */
  readonly isRequired?: boolean;
  readonly tell?: (step: string) => void;
  /** Makes checkov ready and returns its Python. @default - the project's own */
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
    const install = options.install ?? ((): Promise<string> => installCheckov(options.paths, options.tell));
    return newFailures(await runCheckov({ python: await install(), folder, files, env: options.env }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (options.isRequired === true) throw new UserError(`checkov could not be run: ${reason}`, HINT, { cause: error });
    return { findings: [notRun(reason)], fixedCount: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
