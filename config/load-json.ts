import { readFileSync } from 'node:fs';
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { LoadError } from './load-error';

/**
 * Reads a JSON file.
 *
 * @param file how messages call it.
 * @throws LoadError with line and column of the first mistake, or of a name that is given twice: JSON.parse would
 * silently take the last.
 */
export function loadJson(file: string, path: string): unknown {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined || root === undefined) throw syntaxError(file, text, error);
  const [repeated] = repeatedNames(root);
  if (repeated !== undefined) throw repeatedName(file, text, repeated);
  return JSON.parse(text) as unknown;
}

function syntaxError(file: string, text: string, error?: ParseError): LoadError {
  const place = error === undefined ? file : `${file}:${lineAndColumn(text, error.offset)}`;
  const what = error === undefined ? 'an empty file' : words(printParseErrorCode(error.error));
  return new LoadError(place, { found: what, allowed: 'JSON', fix: 'correct the file at this place' });
}

/** `CommaExpected` as `comma expected`. */
function words(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function repeatedName(file: string, text: string, name: Node): LoadError {
  return new LoadError(`${file}:${lineAndColumn(text, name.offset)}`, {
    found: `the name ${JSON.stringify(name.value)} for the second time in one object`,
    allowed: 'each name once',
    fix: 'remove one of the two, or rename it',
  });
}

function repeatedNames(node: Node): readonly Node[] {
  const children = node.children ?? [];
  const names = node.type === 'object' ? children.flatMap((property) => property.children?.slice(0, 1) ?? []) : [];
  const repeated = names.filter((name, index) => names.slice(0, index).some(({ value }) => value === name.value));
  return [...repeated, ...children.flatMap(repeatedNames)];
}

function lineAndColumn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
