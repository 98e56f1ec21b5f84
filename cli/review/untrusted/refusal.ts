/** Something in the files of a change that keeps it from being planned. */
export interface Refusal {
  /** Id of the stack. @default - it is about the folder as a whole */
  readonly stack?: string;
  /** Where: a path in the folder, or in the JSON of the stack, e.g. `resource.aws_vpc.vpc_1.tags.Name`. */
  readonly path: string;
  /** What is there. */
  readonly found: string;
  readonly allowed: string;
}

/** Longest text of a stranger that a message repeats, in characters. */
const LONGEST = 80;

/** A text of a stranger, as messages show it: on one line, in quotes, without what Markdown would take for markup. */
export function shown(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return JSON.stringify(short.replaceAll(/[`<>|[\]\p{C}]/gu, '?'));
}

/** A key as part of a path. */
export function step(key: string | number): string {
  return /^[\w-]{1,80}$/.test(String(key)) ? String(key) : shown(String(key));
}
