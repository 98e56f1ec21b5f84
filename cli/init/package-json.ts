import {
  applyEdits,
  modify,
  parseTree,
  printParseErrorCode,
  type FormattingOptions,
  type ParseError,
} from 'jsonc-parser';
import { UserError } from '../errors';
import type { Merged } from './merged';
import { wantedPackage } from './wanted-package';

/** What is read of the package.json of a project. */
type PackageJson = Readonly<Record<string, unknown>>;

/** Where a package may be asked for. Source: npm documentation, "package.json". */
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** One setting of a package.json. */
interface Setting {
  readonly section: string;
  readonly key: string;
  readonly value: string | boolean;
}

/**
 * Adds to a package.json what a project needs, and changes nothing else: neither values nor order nor indentation.
 * @param existing undefined if there is none
 * @param name of the package, if there is none
 * @throws UserError if it is no valid package.json
 */
export function mergePackageJson(existing: string | undefined, name: string): Merged {
  const before = existing ?? `${JSON.stringify({ name, private: true }, null, 2)}\n`;
  const found = parse(before);
  const wanted = Object.entries(wantedPackage()).flatMap(([section, values]) =>
    Object.entries(values).map(([key, value]): Setting => ({ section, key, value })),
  );
  const missing = wanted.filter((setting) => valueIn(found, setting) === undefined);
  const kept = wanted.filter((setting) => ![undefined, setting.value].includes(valueIn(found, setting)));
  const text = missing.reduce(
    (edited, { section, key, value }) =>
      applyEdits(edited, modify(edited, [section, key], value, { formattingOptions: formatOf(before) })),
    before,
  );
  return {
    text,
    added: Object.keys(wantedPackage()).flatMap((section) => {
      const keys = missing.filter((setting) => setting.section === section).map(({ key }) => key);
      return keys.length > 0 ? [`${section}: ${keys.join(', ')}`] : [];
    }),
    kept: kept.map(
      (setting) => `${setting.section}.${setting.key}: ${told(valueIn(found, setting))}, not ${told(setting.value)}`,
    ),
  };
}

/** What stands there now; a package may be asked for in another part. */
function valueIn(found: PackageJson, { section, key }: Setting): string | boolean | undefined {
  const sections = DEPENDENCIES.includes(section) ? DEPENDENCIES : [section];
  return sections
    .map((each) => (found[each] as Readonly<Record<string, string | boolean>> | undefined)?.[key])
    .find((value) => value !== undefined);
}

function told(value: string | boolean | undefined): string {
  return JSON.stringify(value);
}

/** @throws UserError with the place of what is wrong */
function parse(text: string): PackageJson {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const line = text.slice(0, error?.offset ?? 0).split('\n').length;
    const what = error === undefined ? 'nothing' : printParseErrorCode(error.error);
    throw invalid(`package.json:${line} is no valid JSON (${what}).`);
  }
  const found = JSON.parse(text) as unknown;
  if (!isObject(found)) throw invalid('package.json holds no object.');
  const wrong = [...DEPENDENCIES, 'scripts', 'allowScripts'].find((name) => !isObject(found[name] ?? {}));
  if (wrong !== undefined) throw invalid(`${wrong} of package.json is no object.`);
  return found;
}

function isObject(value: unknown): value is PackageJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(what: string): UserError {
  return new UserError(what, 'Correct it, and run the same command again. Nothing was written.');
}

/** The indentation and the ends of lines of a text. */
function formatOf(text: string): FormattingOptions {
  const indentation = /\n([\t ]+)/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
