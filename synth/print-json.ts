import { Unresolved } from './blocks';
import type { Resolve } from './resolve';
import { mayBeToken, mayHoldTokens } from './tokens';

const INDENT = '  ';
/** Values deeper than this cdktf takes for ones that contain themselves. */
const DEEPEST_LINE = '\n'.length + 200 * INDENT.length;
/** cdktf resolves what a block holds twice: alone and with the whole document. */
const PASSES_OF_BLOCKS = 2;
const PASSES_OF_DOCUMENT = 1;
/** Keys to remember: more than all resources of a provider have, less than an app with many stacks. */
const MOST_KEYS = 10_000;

/** Prints a document with sorted keys, as `json-stable-stringify` does, and resolves what is not resolved yet. */
export function printJson(document: object, resolve: Resolve): string {
  return new JsonPrinter(resolve).print(document, '\n', PASSES_OF_DOCUMENT, true) ?? '';
}

/** What is known of keys: most come again and again. */
const knownKeys = new Map<string, KnownKey>();

interface KnownKey {
  /** As it is printed, with what separates it from its value. */
  readonly text: string;
  readonly mayHoldTokens: boolean;
}

function known(key: string): KnownKey {
  const found = knownKeys.get(key);
  if (found !== undefined) return found;
  if (knownKeys.size >= MOST_KEYS) knownKeys.clear();
  const made = { text: `${JSON.stringify(key)}: `, mayHoldTokens: mayHoldTokens(key) };
  knownKeys.set(key, made);
  return made;
}

/**
 * The parameters of its methods: `line` is the line feed and the indentation of the value, `passes` how often cdktf
 * would still resolve it, and `isMerged` whether cdktf would merge it key by key, which leaves nothing of a date.
 */
class JsonPrinter {
  constructor(private readonly resolve: Resolve) {}

  print(value: unknown, line: string, passes: number, isMerged: boolean): string | undefined {
    switch (typeof value) {
      case 'undefined':
        return undefined;
      case 'string':
        if (passes > 0 && mayHoldTokens(value)) return this.printResolved(value, line, passes, isMerged);
        return JSON.stringify(value);
      case 'number':
        if (passes > 0 && mayBeToken(value)) return this.printResolved(value, line, passes, isMerged);
        return JSON.stringify(value);
      case 'object':
        return value === null ? 'null' : this.printObject(value, line, passes, isMerged);
      case 'function':
        return this.printResolved(value, line, passes, isMerged);
      default:
        return JSON.stringify(value);
    }
  }

  private printResolved(value: unknown, line: string, passes: number, isMerged: boolean): string | undefined {
    return this.print(this.resolve(value), line, passes - 1, isMerged);
  }

  private printObject(value: object, line: string, passes: number, isMerged: boolean): string | undefined {
    if (value instanceof Unresolved) return this.print(value.attributes, line, PASSES_OF_BLOCKS, isMerged);
    if (value instanceof Date) return isMerged ? `{${line}}` : JSON.stringify(value);
    if (passes > 0 && (line.length > DEEPEST_LINE || isToken(value))) {
      return this.printResolved(value, line, passes, isMerged);
    }
    if (Array.isArray(value)) return this.printItems(value, line, passes);
    return this.printProperties(value as Readonly<Record<string, unknown>>, line, passes, isMerged);
  }

  private printItems(values: readonly unknown[], line: string, passes: number): string {
    const inner = line + INDENT;
    let items = '';
    for (const value of values) {
      const text = this.print(value, inner, passes, false);
      if (text !== undefined) items += items === '' ? inner + text : `,${inner}${text}`;
    }
    return `[${items}${line}]`;
  }

  private printProperties(
    values: Readonly<Record<string, unknown>>,
    line: string,
    passes: number,
    isMerged: boolean,
  ): string {
    const inner = line + INDENT;
    let properties = '';
    for (const key of sortedKeys(values)) {
      const text = this.print(values[key], inner, passes, isMerged);
      if (text === undefined) continue;
      properties += properties === '' ? inner : `,${inner}`;
      properties += known(key).text + text;
    }
    return `{${properties}${line}}`;
  }
}

/** Most are sorted already, and to find that out is quicker than to sort. */
function sortedKeys(values: object): readonly string[] {
  const keys = Object.keys(values);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  }
  return keys;
}

/** Whether an object stands for another value as a whole. */
function isToken(value: object): boolean {
  if (Array.isArray(value)) return value.some(isTokenOfList);
  if (typeof (value as { resolve?: unknown }).resolve === 'function') return true;
  return Object.keys(value).some((key) => known(key).mayHoldTokens);
}

/** Whether an item makes its list a token, rather than being one itself. */
function isTokenOfList(item: unknown): boolean {
  return typeof item === 'string' ? item.includes('#{TfToken[') : typeof item === 'number' && mayBeToken(item);
}
