import path from 'node:path';
import { platformNames } from '../../config/names';
import type { Environment } from '../project';
import type { Terminal } from '../rehearse/approvals';
import { checkConfig } from './check-config';
import { openDialog, type Dialog } from './dialog';
import { findValues } from './find-values';
import { findAt } from './found';
import { guessesOf, originOf } from './guess';
import { planFiles, planMerged, type Plan } from './plan';
import { projectFiles } from './project-files';
import { summaryOf } from './summary';
import { EXAMPLES, type KnownValues } from './values';
import { writeFiles } from './write-files';

/** How a project is made. */
export interface InitOptions {
  /** Where; it need not be empty. */
  readonly folder: string;
  /** What the command line says of the platform. */
  readonly given: KnownValues;
  /** Whether to take what is likely, and ask nothing. */
  readonly takesGuesses: boolean;
  /** Whether to replace files that are there and differ. */
  readonly overwrites: boolean;
  readonly env: Environment;
  /** Where the person is asked, if it is a terminal. */
  readonly terminal: Terminal;
}

/** The file whose values are asked for. */
const CONFIG = 'platform.config.ts';

/**
 * Writes what a project is made of into a folder, and leaves what is there unless it may be replaced.
 * @returns what was done, and what to do next
 * @throws UserError if something is wrong or missing; then nothing was written
 */
export async function init(options: InitOptions): Promise<string> {
  const { folder, terminal, takesGuesses } = options;
  const dialog = terminal.input.isTTY === true && !takesGuesses ? openDialog(terminal) : undefined;
  try {
    const plan = await planProject(options, dialog);
    writeFiles(folder, plan.changes, checkConfig);
    return summaryOf(folder, plan);
  } finally {
    dialog?.close();
  }
}

async function planProject(options: InitOptions, dialog: Dialog | undefined): Promise<Plan> {
  const { folder, given, takesGuesses, env } = options;
  const packageName = platformNames.suggest(path.basename(folder)) || EXAMPLES.name;
  // What cannot be merged is told before the questions.
  planMerged(folder, packageName);
  const mayReplace = askedOnce((file) => mayReplaceFile(options, dialog, file));
  const isLeft = findAt(folder, CONFIG).kind !== 'nothing' && !(await mayReplace(CONFIG));
  const origin = isLeft ? undefined : await originOf(folder);
  const guess = (known: KnownValues): KnownValues => guessesOf({ folder, env, origin }, known);
  const values = isLeft ? undefined : await findValues({ given, guess, takesGuesses, dialog });
  const files = await planFiles(folder, projectFiles(values, projectIdIn(folder)), mayReplace);
  const merged = planMerged(folder, values?.name ?? packageName);
  return {
    changes: [...files.changes, ...merged.changes],
    left: [...(isLeft ? [{ path: CONFIG, why: 'it is there already' }] : []), ...files.left, ...merged.left],
  };
}

async function mayReplaceFile({ overwrites }: InitOptions, dialog: Dialog | undefined, file: string): Promise<boolean> {
  if (overwrites || dialog === undefined) return overwrites;
  return (await dialog.ask(`${file} is there already. Replace it? Only "yes" is taken for a yes: `)) === 'yes';
}

/** Keeps the answers. */
function askedOnce(ask: (file: string) => Promise<boolean>): (file: string) => Promise<boolean> {
  const answers = new Map<string, Promise<boolean>>();
  return (file) => {
    const answer = answers.get(file) ?? ask(file);
    answers.set(file, answer);
    return answer;
  };
}

/** The id in the cdktf.json of a folder, so that a second run finds nothing to change there. */
function projectIdIn(folder: string): string | undefined {
  const found = findAt(folder, 'cdktf.json');
  if (found.kind !== 'file') return undefined;
  return /"projectId":\s*"([^"]+)"/.exec(found.text)?.[1];
}
