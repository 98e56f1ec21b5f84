import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** One file of the project's own. */
export interface Source {
  /** From the root of the project, e.g. `stacks/api/api-stack.ts`. */
  readonly path: string;
  readonly text: string;
}

const root = resolve(__dirname, '../..');

/** Folders that hold nothing that was written here. */
const foreign = ['node_modules', 'dist', 'cdktf.out', 'coverage'];

/** Every program file of the project: TypeScript, JavaScript and Python. */
export const everySource = filesOfType(/\.(ts|mts|cts|js|mjs|cjs|py)$/);

/** Every file that describes the project to readers: its documentation and the help of its commands. */
export const everyDocument = filesOfType(/(\.md|\/help)$/);

/** The files below a folder of the project, e.g. `stacks/`. */
export function sourcesBelow(folder: string): readonly Source[] {
  const found = everySource.filter(({ path }) => path.startsWith(folder));
  if (found.length === 0) throw new Error(`no source file below ${folder}`);
  return found;
}

/** What a file imports: packages by name, files of the project by path from its root, without extension. */
export function importsOf({ path, text }: Source): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? relative(root, resolve(root, dirname(path), fileName)) : fileName,
  );
}

function filesOfType(type: RegExp): readonly Source[] {
  return filesBelow(root)
    .filter((path) => type.test(path))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || foreign.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
