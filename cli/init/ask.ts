import { formatIssue } from '../../config/config-error';
import type { Dialog } from './dialog';
import { declaredOf, issuesOf, VALUE_NAMES, type KnownValues, type ValueName, type Values } from './values';

/**
 * Asks for every value that is not known, each with what it is for, what is allowed and what is taken without an answer;
 * again with what is wrong, as long as the config would refuse it.
 * @param guess what is likely, of what is not known yet
 */
export async function askForValues(
  dialog: Dialog,
  known: KnownValues,
  guess: (known: KnownValues) => KnownValues,
): Promise<Values> {
  let values = known;
  for (const name of VALUE_NAMES) {
    const value = values[name] ?? (await askFor(dialog, name, values, guess(values)[name]));
    values = { ...values, [name]: value };
  }
  return values as Values;
}

async function askFor(dialog: Dialog, name: ValueName, known: KnownValues, guess: string | undefined): Promise<string> {
  const { description, allowed } = declaredOf(name);
  dialog.tell(`\n${description}\nAllowed: ${allowed}.`);
  for (;;) {
    const answer = withoutQuotes(await dialog.ask(guess === undefined ? `${name}: ` : `${name} (${guess}): `));
    const value = answer === '' ? (guess ?? '') : answer;
    const issues = issuesOf({ ...known, [name]: value }, [name]);
    if (issues.length === 0) return value;
    dialog.tell(issues.map(formatIssue).join('\n'));
  }
}

/** People type quotes around a value as they would in a config. */
function withoutQuotes(answer: string): string {
  return answer.replace(/^(['"])(.*)\1$/, '$2');
}
