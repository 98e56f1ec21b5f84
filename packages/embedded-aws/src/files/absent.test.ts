import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { exists, ifAbsent, isExecutable } from './absent';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'absent-'));
  await writeFile(path.join(folder, 'file'), '');
  await mkdir(path.join(folder, 'folder'));
  await symlink('loop', path.join(folder, 'loop'));
});

afterAll(() => rm(folder, { recursive: true }));

const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8').catch(ifAbsent('nothing'));

test.each(['missing', 'file/below', 'loop'])('%s counts as absent', async (name) => {
  expect(await read(name)).toBe('nothing');
  expect(await exists(path.join(folder, name))).toBe(false);
});

test('what exists and cannot be read is an error', async () => {
  await expect(read('folder')).rejects.toMatchObject({ code: 'EISDIR' });
});

test('a file is executable, a folder and a file without the permission are not', async () => {
  const file = path.join(folder, 'file');
  expect(await isExecutable(file)).toBe(false);
  await chmod(file, 0o755);
  expect(await isExecutable(file)).toBe(true);
  expect(await isExecutable(path.join(folder, 'folder'))).toBe(false);
});
