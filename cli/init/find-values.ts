import { formatIssues } from '../../config/config-error';
import { UserError } from '../errors';
import { askForValues } from './ask';
import type { Dialog } from './dialog';
import { EXAMPLES, issuesOf, VALUE_NAMES, type KnownValues, type Values } from './values';

/** Where the values of a project come from. */
export interface ValueSources {
  /** What the command line says. */
  readonly given: KnownValues;
  /** What is likely, of what is not known. */
  readonly guess: (known: KnownValues) => KnownValues;
  /** Whether to take what is likely without asking. */
  readonly takesGuesses: boolean;
  /** Asks for what is not known. @default - there is no terminal */
  readonly dialog?: Dialog | undefined;
}

/**
 * The values of a project: given, guessed or asked for.
 * @throws UserError with everything that is wrong or missing, and an example of the whole command
 */
export async function findValues({ given, guess, takesGuesses, dialog }: ValueSources): Promise<Values> {
  const guesses = guess(given);
  const known = takesGuesses ? { ...guesses, ...given } : given;
  const missing = VALUE_NAMES.filter((name) => known[name] === undefined);
  const issues = issuesOf(known);
  if (issues.length === 0 && (missing.length === 0 || dialog !== undefined)) {
    return dialog === undefined ? (known as Values) : askForValues(dialog, known, guess);
  }
  const told = [
    ...(issues.length > 0 ? [`${formatIssues(issues, 'the command line')}\n`] : []),
    ...(missing.length > 0 && dialog === undefined ? [`Missing: ${optionsOf(missing)}.`] : []),
  ];
  const wrong = VALUE_NAMES.filter((name) => issuesOf(known, [name]).length > 0);
  const usable = Object.fromEntries(Object.entries(known).filter(([name]) => !wrong.some((each) => each === name)));
  throw new UserError(told.join('\n'), hintOf({ ...EXAMPLES, ...guesses, ...usable }, missing, guesses));
}

/** The whole command; and that `--yes` is enough, where it is. */
function hintOf(values: Values, missing: readonly string[], guesses: KnownValues): string {
  const whole = VALUE_NAMES.map((name) => `--${name} ${values[name]}`).join(' ');
  const guessed = VALUE_NAMES.filter((name) => missing.includes(name) && guesses[name] !== undefined);
  const yes = guessed.map((name) => `--${name} ${guesses[name] ?? ''}`).join(' ');
  return [
    `For example: npx fargate-delivery init ${whole}`,
    ...(guessed.length > 0 ? [`With --yes, these are taken: ${yes}`] : []),
  ].join('\n');
}

function optionsOf(names: readonly string[]): string {
  return names.map((name) => `--${name}`).join(', ');
}
