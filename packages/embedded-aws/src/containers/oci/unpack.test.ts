import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { type Header, pack } from 'tar-stream';

import { unpackLayer } from './unpack';

let folder: string;
let root: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'unpack-')));
  root = path.join(folder, 'root');
  await mkdir(root);
});

afterEach(() => rm(folder, { recursive: true }));

/** Makes a layer of headers and contents and applies it. */
async function apply(...entries: (Partial<Header> & { name: string; content?: string })[]): Promise<void> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, content);
  tar.finalize();
  const file = path.join(folder, 'layer');
  await writeFile(file, gzipSync(await buffer(Readable.from(tar))));
  await unpackLayer(file, root);
}

const read = (name: string): Promise<string> => readFile(path.join(root, name), 'utf8');

test('files come with content and permissions, and their folders are made', async () => {
  await apply({ name: 'app/run', mode: 0o755, content: 'hello' });
  expect(await read('app/run')).toBe('hello');
  expect((await stat(path.join(root, 'app/run'))).mode & 0o777).toBe(0o755);
});

test('a later layer replaces files, and files by folders', async () => {
  await apply({ name: 'a', content: 'old' }, { name: 'b', content: 'file' });
  await apply({ name: 'a', content: 'new' }, { name: 'b/', type: 'directory' }, { name: 'b/c', content: 'inside' });
  expect([await read('a'), await read('b/c')]).toEqual(['new', 'inside']);
});

test('a whiteout removes what a lower layer has', async () => {
  await apply({ name: 'kept', content: '' }, { name: 'gone/file', content: '' });
  await apply({ name: '.wh.gone', content: '' });
  expect(await readdir(root)).toEqual(['kept']);
});

test('an opaque folder shows only what its own layer has, wherever the mark stands', async () => {
  await apply({ name: 'app/old', content: '' }, { name: 'app/both/old', content: '' });
  await apply({ name: 'app/both/new', content: '' }, { name: 'app/.wh..wh..opq' }, { name: 'app/new', content: '' });
  expect((await readdir(path.join(root, 'app'))).sort()).toEqual(['both', 'new']);
  expect(await readdir(path.join(root, 'app/both'))).toEqual(['new']);
});

test('absolute links lead to the same place below the folder', async () => {
  await apply(
    { name: 'data/file', content: 'inside' },
    { name: 'srv/link', type: 'symlink', linkname: '/data' },
    { name: 'srv/link/more', content: 'through the link' },
  );
  expect(await readlink(path.join(root, 'srv/link'))).toBe('../data');
  expect(await read('data/more')).toBe('through the link');
});

test('hard links share their content', async () => {
  await apply({ name: 'a', content: 'x' }, { name: 'b', type: 'link', linkname: 'a' });
  expect(await read('b')).toBe('x');
});

describe('nothing leaves the folder', () => {
  test.each(['../outside', '/../../outside', 'a/../../outside'])('by the name %s', async (name) => {
    await apply({ name, content: 'x' });
    expect((await readdir(folder)).sort()).toEqual(['layer', 'root']);
    expect(await read('outside')).toBe('x');
  });

  test.each(['/', '..', '../../..', '/..'])('by a link to %s', async (linkname) => {
    await apply({ name: 'a/link', type: 'symlink', linkname }, { name: 'a/link/written', content: 'x' });
    expect((await readdir(folder)).sort()).toEqual(['layer', 'root']);
    expect(await read('written')).toBe('x');
  });

  test('by a hard link', async () => {
    await writeFile(path.join(folder, 'secret'), 'secret');
    await expect(apply({ name: 'stolen', type: 'link', linkname: '../secret' })).rejects.toThrow('ENOENT');
  });

  test.each(['/', '..', '../..'])('by a hard link to a link to %s, which stands at another depth', async (linkname) => {
    await apply(
      { name: 'a/link', type: 'symlink', linkname },
      { name: 'top', type: 'link', linkname: 'a/link' },
      { name: 'top/new/written', content: 'x' },
    );
    expect((await readdir(folder)).sort()).toEqual(['layer', 'root']);
    expect(await read('new/written')).toBe('x');
  });

  test('by folders below a link that something else has made', async () => {
    await symlink(folder, path.join(root, 'link'));
    await expect(apply({ name: 'link/new/deep/written', content: 'x' })).rejects.toThrow(
      "link/new/deep/written leads out of the image's file system",
    );
    expect((await readdir(folder)).sort()).toEqual(['layer', 'root']);
  });

  test('by folders below a link to nothing', async () => {
    await symlink(path.join(folder, 'nothing'), path.join(root, 'link'));
    await expect(apply({ name: 'link/new/written', content: 'x' })).rejects.toThrow('ENOTDIR');
    expect((await readdir(folder)).sort()).toEqual(['layer', 'root']);
  });

  test('by a file that takes the place of a link', async () => {
    await writeFile(path.join(folder, 'layer2'), '');
    await apply({ name: 'link', type: 'symlink', linkname: '../layer2' });
    await apply({ name: 'link', content: 'x' });
    expect(await readFile(path.join(folder, 'layer2'), 'utf8')).toBe('');
    expect(await read('link')).toBe('x');
  });
});
