/** How texts are compared. */
export interface WildcardOptions {
  /** @default false */
  readonly ignoreCase?: boolean;
  /** Whether a backslash makes the character after it an ordinary one, as in query string conditions. @default false */
  readonly escape?: boolean;
}

/**
 * Whether a text is what a pattern describes: `*` stands for any characters or none, `?` for exactly one.
 * Source: Application Load Balancers user guide, "Condition types for listener rules".
 */
export function matchesWildcard(pattern: string, text: string, options: WildcardOptions = {}): boolean {
  const parts = pattern.match(options.escape === true ? /\\.|[^]/g : /[^]/g) ?? [];
  const expression = parts.map((part) => WILDCARDS[part] ?? literal(part)).join('');
  return new RegExp(`^${expression}$`, options.ignoreCase === true ? 'is' : 's').test(text);
}

const WILDCARDS: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };

function literal(part: string): string {
  const character = part.length === 2 ? part.slice(1) : part;
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}
