import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Shell } from './shell';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shell-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('the log says why a shell does not start', async () => {
  const file = path.join(folder, 'log');
  const log = await open(file, 'a');
  const shell = new Shell({
    program: 'no-such-shell',
    directory: folder,
    environment: {},
    folder,
    output: log.fd,
    isolated: false,
    groups: new Set(),
    signal: new AbortController().signal,
  });
  expect(await shell.run('true')).toBe(127);
  await log.close();
  expect(await readFile(file, 'utf8')).toBe('The shell cannot be started: spawn no-such-shell ENOENT\n');
});
