import { Unresolved } from './blocks';
import type { Resolve } from './resolve';
import { mayBeToken, mayHoldTokens } from './tokens';

const INDENT = '  ';
/** Values deeper than this cdktf takes for ones that contain themselves. */
const DEEPEST_LINE = '\n'.length + 200 * INDENT.length;
/** cdktf resolves what a block holds twice: alone and with the whole document. */
const PASSES_OF_BLOCKS = 2;
const PASSES_OF_DOCUMENT = 1;

/** Prints a document with sorted keys, as `json-stable-stringify` does, and resolves what is not resolved yet. */
export function printJson(document: object, resolve: Resolve): string {
  return new JsonPrinter(resolve).print(document, '\n', PASSES_OF_DOCUMENT, true) ?? '';
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
    const inner = line + INDENT;
    const items = Array.isArray(value)
      ? this.items(value, inner, passes)
      : this.properties(value as Readonly<Record<string, unknown>>, inner, passes, isMerged);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return `${open}${items.join(',')}${line}${close}`;
  }

  private items(values: readonly unknown[], line: string, passes: number): string[] {
    const texts: string[] = [];
    for (const value of values) {
      const text = this.print(value, line, passes, false);
      if (text !== undefined) texts.push(line + text);
    }
    return texts;
  }

  private properties(
    values: Readonly<Record<string, unknown>>,
    line: string,
    passes: number,
    isMerged: boolean,
  ): string[] {
    const texts: string[] = [];
    for (const key of Object.keys(values).sort()) {
      const text = this.print(values[key], line, passes, isMerged);
      if (text !== undefined) texts.push(`${line}${JSON.stringify(key)}: ${text}`);
    }
    return texts;
  }
}

/** Whether an object stands for another value as a whole. */
function isToken(value: object): boolean {
  if (Array.isArray(value)) return value.some(isTokenOfList);
  return typeof (value as { resolve?: unknown }).resolve === 'function' || Object.keys(value).some(mayHoldTokens);
}

/** Whether an item makes its list a token, rather than being one itself. */
function isTokenOfList(item: unknown): boolean {
  return typeof item === 'string' ? item.includes('#{TfToken[') : typeof item === 'number' && mayBeToken(item);
}
