import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configText } from './config-text';
import { SAME_FILES } from './same-files';
import type { Values } from './values';

/** A file of a project. */
export interface ProjectFile {
  /** From the folder of the project. */
  readonly path: string;
  readonly text: string;
}

/** What has the files of this repository: it, or `dist/` of the package. */
const ROOT = path.join(__dirname, '../..');

/** What only projects have. */
const TEMPLATE = path.join(__dirname, 'template');

/** The end of `help` of a project: it has no program of this repository. */
const WORK_ON_PROJECT = `  Work on the project:
    npm test                        Run the tests in __tests__
    npm run typecheck               Check the types

`;

/**
 * The files of a project, but those that are merged into what is there: package.json and .gitignore.
 * @param values undefined leaves out platform.config.ts
 * @param projectId of cdktf.json @default - a new one
 */
export function projectFiles(values: Values | undefined, projectId: string = randomUUID()): ProjectFile[] {
  const cdktf = { ...(JSON.parse(ownText('cdktf.json')) as object), projectId };
  return [
    ...(values === undefined ? [] : [{ path: 'platform.config.ts', text: configText(values) }]),
    { path: 'cdktf.json', text: `${JSON.stringify(cdktf, null, 2)}\n` },
    { path: 'help', text: helpOfProject() },
    ...['tsconfig.json', 'jest.config.cjs'].map((name) => ({
      path: name,
      text: readFileSync(path.join(TEMPLATE, name), 'utf8'),
    })),
    ...SAME_FILES.map((file) => ({ path: file, text: ownText(file) })),
  ];
}

function helpOfProject(): string {
  return ownText('help').replace(/ {2}A project of your own:\n[^]*?(?=={3,}\s*$)/, WORK_ON_PROJECT);
}

function ownText(file: (typeof SAME_FILES)[number] | 'cdktf.json' | 'help'): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
