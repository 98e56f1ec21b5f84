import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../run-folder';

/** What a reader does, or is shown. */
export type GuideStep =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'commands';
      readonly lines: readonly string[];
      /** Whether the last command fails. */
      readonly fails: boolean;
      /** Whether it is repeated until it shows what is shown. */
      readonly repeats: boolean;
      /** What the last command prints, among other lines. @default - nothing is shown */
      readonly shown?: string;
    };

/** The part of a guide below a heading. */
export interface GuideSection {
  /** E.g. `7. Bootstrap`. */
  readonly title: string;
  readonly steps: readonly GuideStep[];
}

/** A fence with its first line, its text, and before it the name of the file if it is one: in code, with a colon. */
const FENCE = /(?:`([\w./-]+)`:\n\n)?```(\w+)([^\n]*)\n([^]*?)```/g;

/**
 * Reads a guide of docs/: ```` ```sh ```` is typed, `text` below it is seen, and a fence below the name of a file is written
 * into it. `sh fails` and `sh repeat` say how the last command ends.
 * @param name e.g. `first-hour.md`
 */
export function readGuide(name: string): readonly GuideSection[] {
  const text = readFileSync(path.join(paths.root, 'docs', name), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ title: section.slice(0, section.indexOf('\n')), steps: stepsOf(section) }));
}

function stepsOf(section: string): GuideStep[] {
  const steps: GuideStep[] = [];
  for (const [, name, language, info = '', text = ''] of section.matchAll(FENCE)) {
    if (name !== undefined) steps.push({ kind: 'file', name, text });
    else if (language === 'sh') steps.push(commandsOf(text, info));
    else if (language === 'text') steps.push({ ...lastCommands(steps), shown: text });
    else
      throw new Error(
        `"${section.slice(0, 40)}": a fence of ${language ?? 'no language'} is neither a file nor typed nor seen`,
      );
  }
  return steps;
}

function commandsOf(text: string, info: string): GuideStep {
  const lines = text.trim().split('\n');
  return { kind: 'commands', lines, fails: info.includes('fails'), repeats: info.includes('repeat') };
}

/** Takes off the commands that a text is the output of. */
function lastCommands(steps: GuideStep[]): Extract<GuideStep, { kind: 'commands' }> {
  const last = steps.pop();
  if (last?.kind !== 'commands') throw new Error('a text is shown that no command has printed');
  return last;
}
