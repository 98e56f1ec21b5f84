import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findPython } from './python';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Makes an executable that answers the probe like a Python of this version that lacks these modules. */
async function fakePython(name: string, answer: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\necho ${answer}\n`);
  await chmod(file, 0o755);
  return file;
}

test('the oldest Python that will do is 3.10', async () => {
  const [old, oldest] = [await fakePython('old', '3.9'), await fakePython('oldest', '3.10')];
  expect(await findPython([old, oldest])).toBe(oldest);
});

test('a newer Python beside an older python3 is found', async () => {
  const newer = await fakePython('newer', '3.14');
  expect(await findPython([path.join(folder, 'missing'), await fakePython('older', '3.8'), newer])).toBe(newer);
});

test('no Python at all is said in a sentence', async () => {
  await expect(findPython([path.join(folder, 'missing')])).rejects.toMatchObject({
    name: 'RehearsalError',
    message: 'No Python was found, but the embedded AWS needs Python 3.10 or newer.',
    hint: 'Install Python 3.10 or newer, so that python3 starts it.',
  });
});

test('a Python that is too old is named with its version', async () => {
  const old = await fakePython('python3', '3.9');
  await expect(findPython([old])).rejects.toThrow(
    `${old} is Python 3.9, but the embedded AWS needs Python 3.10 or newer.`,
  );
});

test('a Python without venv is told apart, with the package to install', async () => {
  const incomplete = await fakePython('debian', '3.12 venv ensurepip');
  await expect(findPython([incomplete])).rejects.toMatchObject({
    message: `${incomplete} (Python 3.12) lacks the modules venv and ensurepip, which the embedded AWS is installed with.`,
    hint: 'Install them (Debian, Ubuntu: apt install python3.12-venv).',
  });
});
