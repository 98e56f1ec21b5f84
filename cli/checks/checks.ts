import path from 'node:path';
import type { ProjectPaths } from '../project';
import type { TestFile } from './file-times';
import { readJestOutcome } from './jest-outcome';

/** How many checks and tests passed and failed. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** What a program that checks something found. */
export interface Outcome extends Totals {
  /** The test files that it ran. */
  readonly files: readonly TestFile[];
}

/** One program that checks something. */
export interface Check {
  readonly title: string;
  /** Arguments of Node.js: a package's program and its own arguments. */
  readonly args: readonly string[];
  /** @param exitCode of the program */
  readonly outcome: (exitCode: number) => Promise<Outcome>;
}

/** Which tests: `unit` is the fast half, `e2e` deploys for real to the embedded AWS. */
export type Half = 'unit' | 'e2e';

/**
 * The checks of one half of the tests, or of everything.
 * @returns groups: what uses a single processor runs beside others of its group
 */
export function checksOf(half: Half | undefined, paths: ProjectPaths): Check[][] {
  if (half === 'unit') return [[unitTests(paths)]];
  if (half === 'e2e') return [[PACKAGES], [endToEndTests(paths)]];
  return [[...STATIC_CHECKS, PACKAGES], [unitTests(paths)], [rehearsalTests(paths)], [endToEndTests(paths)]];
}

/** A check that counts as one: passed or failed. */
function whole(title: string, args: readonly string[]): Check {
  const outcome = (exitCode: number): Promise<Outcome> =>
    Promise.resolve({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, files: [] });
  return { title, args, outcome };
}

const STATIC_CHECKS = [
  whole('Format (prettier)', [programOf('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  whole('Lint (eslint)', [programOf('eslint', 'bin/eslint.js'), '.']),
  whole('Types (tsc)', [programOf('typescript', 'bin/tsc'), '--noEmit']),
];

/** What the end-to-end tests use as a user does: kept until something of the packages changes. */
const PACKAGES = whole('Packages (build, pack, install)', ['--import', 'tsx', path.join('scripts', 'install.ts')]);

function unitTests(paths: ProjectPaths): Check {
  return jest('Unit tests', paths, ['--selectProjects', 'unit', '--maxWorkers', '100%']);
}

/** Each starts a moto or a terraform of its own. */
function rehearsalTests(paths: ProjectPaths): Check {
  return jest('Tests of the embedded AWS and GitHub', paths, ['--selectProjects', 'rehearsal', '--maxWorkers', '100%']);
}

/** Two at a time: a deployment waits for the pace of AWS half of the time, and takes up to 4 GiB. */
function endToEndTests(paths: ProjectPaths): Check {
  return jest('End-to-end tests', paths, ['--selectProjects', 'e2e', '--maxWorkers', '2']);
}

function jest(title: string, { work }: ProjectPaths, args: readonly string[]): Check {
  const file = path.join(work, `jest-${args[1] ?? ''}.json`);
  return {
    title,
    args: [programOf('jest', 'bin/jest.js'), ...args, '--ci', '--json', '--outputFile', file],
    outcome: (exitCode) => readJestOutcome(file, exitCode),
  };
}

/** Not every package lets its programs be resolved by name. */
function programOf(name: string, file: string): string {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
}
