import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { installMoto, type InstallOptions } from './install';

/** Milliseconds; making a virtual environment takes some ten seconds on a busy machine. */
const TIMEOUT_MS = 120_000;

/** Stands in for a Python: makes "environments" that hold a copy of itself, in milliseconds. */
const QUICK_PYTHON = `#!/bin/sh
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-c import importlib"*) echo 3.12 ;;
esac
`;

let folder: string;
let directory: string;
let requirements: string;
let quick: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-'));
  directory = path.join(folder, 'state', 'venv');
  requirements = path.join(folder, 'requirements.txt');
  quick = path.join(folder, 'python');
  await writeFile(requirements, '');
  await writeFile(quick, QUICK_PYTHON);
  await chmod(quick, 0o755);
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function install(options: Partial<InstallOptions>): Promise<{ python: string; steps: string[] }> {
  const steps: string[] = [];
  const onProgress = (step: string): void => void steps.push(step);
  return { python: await installMoto({ directory, requirements, onProgress, ...options }), steps };
}

test(
  'an environment of its own is made, once',
  async () => {
    const first = await install({ module: 'pip' });
    const isOwn = ['-c', 'import sys; print(sys.prefix != sys.base_prefix)'];
    expect(first.steps).toEqual(['making a virtual environment', 'installing moto (about 480 MB, once)']);
    expect((await promisify(execFile)(first.python, isOwn)).stdout.trim()).toBe('True');
    expect((await promisify(execFile)(path.join(directory, 'bin', 'pip'), ['--version'])).stdout).toContain(directory);
    expect((await install({ module: 'pip' })).steps).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'packages that cannot be had are a sentence with the end of what pip said, and leave nothing behind',
  async () => {
    await writeFile(requirements, './missing\n');
    const failure = install({ module: 'pip' });
    await expect(failure).rejects.toMatchObject({ name: 'RehearsalError' });
    await expect(failure).rejects.toThrow(/^The packages of the embedded AWS could not be installed:\n.*missing/s);
    expect(await readdir(path.dirname(directory))).toEqual([]);
  },
  TIMEOUT_MS,
);

test('an environment of other packages is made anew', async () => {
  await install({ pythons: [quick] });
  await writeFile(requirements, '# other packages\n');
  expect((await install({ pythons: [quick] })).steps).toHaveLength(2);
  expect((await install({ pythons: [quick] })).steps).toEqual([]);
});

test('a broken environment is made anew', async () => {
  const { python } = await install({ pythons: [quick] });
  await rm(python);
  expect((await install({ pythons: [quick] })).steps).toHaveLength(2);
  expect(existsSync(python)).toBe(true);
});

test('a half-made environment is made anew', async () => {
  await mkdir(path.join(directory, 'bin'), { recursive: true });
  await writeFile(path.join(directory, 'bin', 'python'), '');
  expect((await install({ pythons: [quick] })).steps).toHaveLength(2);
});

test('what a killed installation left is removed, and nothing else', async () => {
  const unusedPid = 2 ** 22 + 1;
  await mkdir(`${directory}.${unusedPid}`, { recursive: true });
  await mkdir(`${directory}.backup`);
  await install({ pythons: [quick] });
  expect((await readdir(path.dirname(directory))).sort()).toEqual(['venv', 'venv.backup']);
});

test('two installations at the same time end with one environment', async () => {
  const other = JSON.stringify({ directory, requirements, pythons: [quick] });
  const source = `require('./install').installMoto(${other})`;
  await Promise.all([
    install({ pythons: [quick] }),
    promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', source], { cwd: __dirname }),
  ]);
  expect(await readdir(path.dirname(directory))).toEqual(['venv']);
});

test('a folder that cannot be written is named in the hint', async () => {
  await writeFile(quick, QUICK_PYTHON.replace('mkdir -p "$3/bin"', 'exit 1'));
  await expect(install({ pythons: [quick] })).rejects.toMatchObject({
    message: expect.stringContaining('The virtual environment of the embedded AWS could not be made') as string,
    hint: `Check that ${path.dirname(directory)} exists, that you may write there and that the disk has room.`,
  });
});
