import { DockerError } from '../docker-error';
import type { Instruction } from '../dockerfile/parse';
import { expand, splitWords } from '../dockerfile/words';
import type { Site } from './instructions';
import type { Stage } from './stage';

/** The shell of shell forms (Dockerfile reference, "SHELL"). */
const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** All arguments as one text. */
export function expanded(stage: Stage, { text }: Instruction, { run }: Site): string {
  return expand(text, stage.variables, run.parts.escape);
}

/** The arguments, one by one. */
export function words(stage: Stage, { text }: Instruction, { run: { parts } }: Site): string[] {
  return splitWords(text, parts.escape).map((word) => expand(word, stage.variables, parts.escape));
}

/**
 * The pairs of ENV and LABEL: `name=value ...`, or the old `name value`, whose value is the rest of the line.
 * @throws DockerError if a name has no value
 */
export function pairsOf(
  stage: Stage,
  { keyword, text }: Instruction,
  { run: { parts } }: Site,
): Record<string, string> {
  const { escape } = parts;
  const { variables } = stage;
  const [first = '', ...others] = splitWords(text, escape);
  if (!first.includes('=')) {
    const rest = text.slice(first.length).trim();
    if (rest === '') throw new DockerError(`${keyword} names must have values: ${first}=<value>`);
    return { [expand(first, variables, escape)]: expand(rest, variables, escape) };
  }
  const pairs = [first, ...others].map((word) => {
    const end = word.indexOf('=');
    if (end < 0) throw new DockerError(`Syntax error - can't find = in "${word}". Must be of the form: name=value`);
    return [expand(word.slice(0, end), variables, escape), expand(word.slice(end + 1), variables, escape)];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** A command in its exec form, or in its shell form with the shell before it. */
export function commandOf(stage: Stage, { json, text }: Instruction): string[] {
  return json === undefined ? [...(stage.settings.Shell ?? DEFAULT_SHELL), text] : [...json];
}
