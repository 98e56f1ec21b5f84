import { chmod, lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

import { ZipFile } from 'yazl';

import { filesIn, unzip, zipEntries, zipFolder } from './zip';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zip-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Writes files of the source folder. */
async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const source = path.join(folder, 'source');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(source, name)), { recursive: true });
    await writeFile(path.join(source, name), text);
  }
  return source;
}

async function unpacked(zip: Buffer): Promise<string> {
  const file = path.join(folder, 'file.zip');
  const target = path.join(folder, 'target');
  await writeFile(file, zip);
  await unzip(file, target);
  return target;
}

test('what was zipped is unzipped, with file modes and symbolic links', async () => {
  const source = await write({ 'bin/run.sh': '#!/bin/sh\n', 'empty.txt': '', 'ü/data': 'x'.repeat(100_000) });
  await chmod(path.join(source, 'bin/run.sh'), 0o755);
  await chmod(path.join(source, 'empty.txt'), 0o600);
  await symlink('bin/run.sh', path.join(source, 'link'));
  const target = await unpacked(await zipFolder(source));

  expect(await filesIn(target)).toEqual(['bin/run.sh', 'empty.txt', 'link', 'ü/data']);
  expect(await readFile(path.join(target, 'ü/data'), 'utf8')).toBe('x'.repeat(100_000));
  expect((await stat(path.join(target, 'bin/run.sh'))).mode & 0o777).toBe(0o755);
  expect((await stat(path.join(target, 'empty.txt'))).mode & 0o777).toBe(0o600);
  expect(await readlink(path.join(target, 'link'))).toBe('bin/run.sh');
});

test('only the files that are named are zipped', async () => {
  const source = await write({ 'a/1': '', 'a/2': '', b: '' });
  const target = await unpacked(await zipFolder(source, ['a/2']));
  expect(await filesIn(target)).toEqual(['a/2']);
});

test('a file may have another name in the zip', async () => {
  const source = await write({ 'deep/down/file': 'found' });
  const target = await unpacked(await zipEntries([{ file: path.join(source, 'deep/down/file'), name: 'up/file' }]));
  expect(await readFile(path.join(target, 'up/file'), 'utf8')).toBe('found');
});

test('a name that leads out of the folder is refused', async () => {
  const zip = await zipEntries([{ file: path.join(await write({ evil: '' }), 'evil'), name: 'xx/evil' }]);
  const evil = Buffer.from(zip.toString('latin1').replaceAll('xx/evil', '../evil'), 'latin1');
  await expect(unpacked(evil)).rejects.toThrow('invalid relative path: ../evil');
});

test('nothing is written through a link that leads out of the folder', async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('/tmp'), 'link', { mode: 0o120777 });
  zip.addBuffer(Buffer.from('evil'), 'link/evil');
  zip.end();
  await expect(unpacked(await buffer(zip.outputStream))).rejects.toThrow('EEXIST');
  expect((await lstat(path.join(folder, 'target/link'))).isDirectory()).toBe(true);
});

test('what is no zip file is refused', async () => {
  await expect(unpacked(Buffer.from('not a zip'))).rejects.toThrow('End of central directory record');
});

test('a file that is not there is told', async () => {
  await expect(zipFolder(folder, ['missing'])).rejects.toThrow('ENOENT');
});
