import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { VENV } from '../testing/embedded-aws';
import { installMoto } from './install';
import { startMoto } from './start';

let folder: string;
let python: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-'));
  python = await installMoto({ directory: VENV });
}, 300_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Resolves when no process has this id any more. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise(setImmediate);
  }
}

test('moto listens on the port it says until it is closed', async () => {
  const moto = await startMoto({ python });
  const response = await fetch(`http://127.0.0.1:${moto.port}/moto-api/data.json`);
  expect(response.status).toBe(200);
  await moto.close();
  await gone(moto.pid);
  await expect(fetch(`http://127.0.0.1:${moto.port}/moto-api/data.json`)).rejects.toThrow('fetch failed');
});

test('moto ends when the signal says so', async () => {
  const stop = new AbortController();
  const moto = await startMoto({ python, signal: stop.signal });
  stop.abort();
  await gone(moto.pid);
});

test('moto ends with the process that started it, even if that is killed', async () => {
  const source = `require('./start').startMoto({ python: ${JSON.stringify(python)} }).then((moto) => console.log(moto.pid));`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', source], { cwd: __dirname });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  parent.kill('SIGKILL');
  await gone(Number(line.toString()));
}, 60_000);

test('a moto that cannot start is a sentence that names the log', async () => {
  const logFile = path.join(folder, 'moto.log');
  await expect(startMoto({ python: '/usr/bin/env', logFile })).rejects.toMatchObject({
    name: 'RehearsalError',
    message: 'The embedded AWS (moto) did not start.',
    hint: `See ${logFile}.`,
  });
  expect(await readFile(logFile, 'utf8')).not.toBe('');
});

test('a missing executable is the same sentence', async () => {
  await expect(startMoto({ python: path.join(folder, 'python') })).rejects.toThrow(
    'The embedded AWS (moto) did not start.',
  );
});
