import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

import { ZipFile } from 'yazl';

import { filesIn, readZipped, unzip, zipEntries, zipFolder } from './zip';

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

describe('nothing is made through a link', () => {
  /** A zip file of links, each with where it leads (`<outside>`: around the target), and then of files. */
  async function evilZip(links: readonly (readonly [string, string])[], files: readonly string[]): Promise<Buffer> {
    const zip = new ZipFile();
    for (const [name, target] of links)
      zip.addBuffer(Buffer.from(target.replace('<outside>', folder)), name, { mode: 0o120777 });
    for (const name of files) zip.addBuffer(Buffer.from('evil'), name);
    zip.end();
    return buffer(zip.outputStream);
  }

  /** What is in the folder around the target, which nothing may be added to. */
  const around = async (): Promise<string[]> => (await readdir(folder)).sort();

  test.each([
    ['a link to the folder above', [['a', '..']]],
    ['an absolute link', [['a', '<outside>']]],
    [
      'a link to a link',
      [
        ['b', '..'],
        ['a', 'b'],
      ],
    ],
  ] as const)('a file below %s', async (_kind, links) => {
    await expect(unpacked(await evilZip(links, ['a/evil']))).rejects.toThrow(
      /^a is a link to .*, and its name is also that of a file, a folder or another link$/,
    );
    expect(await around()).toEqual(['file.zip', 'target']);
  });

  test.each([
    [
      'a link to the folder above',
      [
        ['a', '..'],
        ['a/evil', 'x'],
      ],
    ],
    [
      'a link that comes later',
      [
        ['a/evil', 'x'],
        ['a', '..'],
      ],
    ],
    [
      'an absolute link',
      [
        ['a', '<outside>'],
        ['a/evil-link', 'x'],
      ],
    ],
    [
      'a link to a link',
      [
        ['b', '..'],
        ['a', 'b'],
        ['a/evil', 'x'],
      ],
    ],
    [
      'a link, in a folder that is not there',
      [
        ['a', '..'],
        ['a/new/evil', 'x'],
      ],
    ],
    [
      'a link that stays inside',
      [
        ['a', '.'],
        ['a/evil', 'x'],
      ],
    ],
    [
      'a link that has a name with dots',
      [
        ['./a/.', '..'],
        ['a/evil', 'x'],
      ],
    ],
  ] as const)('a link below %s', async (_kind, links) => {
    await expect(unpacked(await evilZip(links, []))).rejects.toThrow(
      /a\/?\.? is a link to .*, and its name is also that of a file, a folder or another link$/,
    );
    expect(await around()).toEqual(['file.zip', 'target']);
  });

  test('two links of one name', async () => {
    await expect(
      unpacked(
        await evilZip(
          [
            ['a', '..'],
            ['a', '.'],
          ],
          [],
        ),
      ),
    ).rejects.toThrow('a is a link to .,');
  });

  test('a file in the place of a link', async () => {
    const twice = await evilZip([['a', '<outside>/evil']], ['a']);
    await expect(unpacked(twice)).rejects.toThrow('a is a link to ');
    expect(await around()).toEqual(['file.zip', 'target']);
  });

  test('but links that lead out of the folder stay links, as in a git checkout', async () => {
    const target = await unpacked(
      await evilZip(
        [
          ['up', '..'],
          ['b', '/etc'],
          ['c', 'up'],
        ],
        ['dir/file'],
      ),
    );
    expect(await Promise.all(['up', 'b', 'c'].map((name) => readlink(path.join(target, name))))).toEqual([
      '..',
      '/etc',
      'up',
    ]);
    expect(await filesIn(target)).toEqual(['b', 'c', 'dir/file', 'up']);
  });
});

test('the text of one file is read without unpacking; of a link, where it leads', async () => {
  const source = await write({ 'deep/file': 'found', other: '' });
  await symlink('/etc/hostname', path.join(source, 'link'));
  const zip = await zipFolder(source);
  expect(await readZipped(zip, 'deep/file')).toBe('found');
  expect(await readZipped(zip, 'link')).toBe('/etc/hostname');
  expect(await readZipped(zip, 'missing')).toBeUndefined();
});

test('what is no zip file is refused', async () => {
  await expect(unpacked(Buffer.from('not a zip'))).rejects.toThrow('End of central directory record');
});

test('a file that is not there is told', async () => {
  await expect(zipFolder(folder, ['missing'])).rejects.toThrow('ENOENT');
});
