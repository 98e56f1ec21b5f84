import type { Issue } from './issue';
import { wrap } from './wrap';

/** Width of the printed report in columns: fits a terminal of 100 with room for a prefix of CI logs. */
const COLUMNS = 96;

/** Width of the labels at the left. */
const INDENT = '  allowed  '.length;

/** A config that cannot be used: a person's mistake, so its message is the whole report and its stack is of no use. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /**
   * @param issues every mistake found; at least one.
   * @param source what is wrong as people call it, e.g. the name of the file.
   */
  constructor(
    readonly issues: readonly Issue[],
    readonly source = 'the config',
  ) {
    super(formatIssues(issues, source));
  }
}

/** The report of a config's mistakes: a headline, then each with its path, what was found, what is allowed and the fix. */
export function formatIssues(issues: readonly Issue[], source: string): string {
  const headline = `${source} has ${issues.length === 1 ? 'a mistake' : `${issues.length} mistakes`}:`;
  return [headline, ...issues.map(formatIssue)].join('\n\n');
}

/** One mistake: its path, what was found, what is allowed and the fix. */
export function formatIssue({ path, found, allowed, fix }: Issue): string {
  return [path, line('found', found), line('allowed', allowed), line('fix', fix)].join('\n');
}

function line(label: string, text: string): string {
  return `  ${label}`.padEnd(INDENT) + wrap(text, COLUMNS - INDENT).join(`\n${' '.repeat(INDENT)}`);
}
