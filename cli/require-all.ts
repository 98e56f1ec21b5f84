import { describeError, UserError } from './errors';

/**
 * Runs every check, and reports the mistakes of all of them together.
 * @param checks each throws a UserError for a mistake
 * @throws UserError if there are mistakes; every other error at once
 */
export async function requireAll(...checks: readonly (() => void | Promise<void>)[]): Promise<void> {
  const mistakes: UserError[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      mistakes.push(error);
    }
  }
  const [only, ...others] = mistakes;
  if (only === undefined) return;
  if (others.length === 0) throw only;
  throw new UserError(mistakes.map((mistake) => describeError(mistake)).join('\n\n'), undefined, { cause: only });
}
