import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { writeDockerProgram } from '../containers/docker-program';

/** What a program did. */
export interface ProgramResult {
  readonly status: number;
  readonly output: string;
  /** What it wrote to standard error. */
  readonly errors: string;
}

/** How docker is run. */
export interface DockerRun {
  /** Working directory. @default the folder of the test */
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard input. @default nothing */
  readonly input?: string;
}

/** The docker of one test. */
export interface DockerFixture {
  /** Folder of the test, its real path. */
  readonly folder: string;
  /** Writes files below the folder. @returns the folder */
  readonly write: (files: Readonly<Record<string, string | Buffer>>) => Promise<string>;
  readonly docker: (words: readonly string[], run?: DockerRun) => Promise<ProgramResult>;
}

/** Milliseconds for a test: each docker is a process that loads its TypeScript, which takes long on a busy machine. */
const TEST_TIMEOUT_MS = 60_000;

/** Lets each test run the `docker` that builds find, with a folder and a home of its own. */
export function useDocker(environment: () => Readonly<Record<string, string>> = () => ({})): DockerFixture {
  jest.setTimeout(TEST_TIMEOUT_MS);
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'docker-test-')));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return {
    get folder() {
      return folder;
    },
    write: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), content);
      }
      return folder;
    },
    docker: async (words, run = {}) => {
      const programs = await writeDockerProgram({ folder: path.join(folder, 'runtime') });
      const home = { HOME: path.join(folder, 'home'), PATH: `${programs}:/usr/bin:/bin` };
      return runProgram(path.join(programs, 'docker'), words, {
        directory: folder,
        ...run,
        environment: { ...home, ...environment(), ...run.environment },
      });
    },
  };
}

/** Runs a program to its end. */
export async function runProgram(
  program: string,
  words: readonly string[],
  { directory, environment = {}, input = '' }: DockerRun = {},
): Promise<ProgramResult> {
  const child = spawn(program, words, { cwd: directory, env: environment, stdio: 'pipe' });
  child.stdin.on('error', () => undefined).end(input);
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { status: status ?? 1, output, errors };
}
