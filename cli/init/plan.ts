import { readdirSync } from 'node:fs';
import { UserError } from '../errors';
import { findAt } from './found';
import { mergeGitignore } from './gitignore';
import type { Merged } from './merged';
import { mergePackageJson } from './package-json';
import type { ProjectFile } from './project-files';

/** A file to write. */
export interface Change extends ProjectFile {
  readonly kind: 'new' | 'replaced' | 'extended';
  /** What is added to a file that is there, as people read it. */
  readonly added: readonly string[];
}

/** What stays as it is although a project has it otherwise. */
export interface Left {
  readonly path: string;
  readonly why: string;
}

/** What is to become of a folder. What is in neither list is there already, as a project has it. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly left: readonly Left[];
}

/** The names that jest looks for. Source: Jest documentation, "Configuring Jest". */
const JEST_CONFIG = /^jest\.config\.(js|ts|mjs|cjs|json|mts|cts)$/;

/**
 * Compares the files of a project with what is in a folder.
 * @param mayReplace asked about each file that is there and differs
 */
export async function planFiles(
  folder: string,
  files: readonly ProjectFile[],
  mayReplace: (file: string) => Promise<boolean>,
): Promise<Plan> {
  const changes: Change[] = [];
  const left: Left[] = [];
  for (const file of files) {
    const found = findAt(folder, file.path);
    const jest = file.path === 'jest.config.cjs' ? otherJestConfig(folder) : undefined;
    if (found.kind === 'file' && found.text === file.text) continue;
    if (jest !== undefined) left.push({ path: file.path, why: `${jest}; it must translate TypeScript` });
    else if (found.kind === 'other') left.push({ path: file.path, why: found.what });
    else if (found.kind === 'nothing') changes.push({ ...file, kind: 'new', added: [] });
    else if (await mayReplace(file.path)) changes.push({ ...file, kind: 'replaced', added: [] });
    else left.push({ path: file.path, why: 'it is there already' });
  }
  return { changes, left };
}

/**
 * Plans what is merged into files that are there: package.json and .gitignore.
 * @param name of the package, if there is none
 */
export function planMerged(folder: string, name: string): Plan {
  const merged = [
    planOne(folder, 'package.json', (existing) => mergePackageJson(existing, name)),
    planOne(folder, '.gitignore', mergeGitignore),
  ];
  return { changes: merged.flatMap(({ changes }) => changes), left: merged.flatMap(({ left }) => left) };
}

function planOne(folder: string, file: string, merge: (existing: string | undefined) => Merged): Plan {
  const found = findAt(folder, file);
  if (found.kind === 'other') {
    throw new UserError(`${file} cannot be written: ${found.what}.`, 'Put a file there, or nothing, and run it again.');
  }
  const isNew = found.kind === 'nothing';
  const { text, added, kept } = merge(isNew ? undefined : found.text);
  const change = { path: file, text, kind: isNew ? 'new' : 'extended', added: isNew ? [] : added } as const;
  return { changes: added.length > 0 ? [change] : [], left: kept.map((why) => ({ path: file, why })) };
}

/** Jest refuses to run where it finds two configs. */
function otherJestConfig(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => JEST_CONFIG.test(name) && name !== 'jest.config.cjs');
  if (file !== undefined) return `${file} is there already`;
  const found = findAt(folder, 'package.json');
  const hasKey = found.kind === 'file' && Object.hasOwn(JSON.parse(found.text) as object, 'jest');
  return hasKey ? 'package.json configures jest' : undefined;
}
