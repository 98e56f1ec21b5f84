import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../../../scripts/lock';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const file = (name: string): string => path.join(folder.path(), name);

/** Writes a line to the file `log` when it has the lock, and another one before it gives it back. */
const program = (name: string): string => `
  const { appendFileSync } = require('node:fs');
  const { withLock } = require(${JSON.stringify(path.join(__dirname, '../../../scripts/lock.ts'))});
  const log = (text) => appendFileSync(${JSON.stringify(file('log'))}, ${JSON.stringify(name)} + text + '\\n');
  withLock(${JSON.stringify(file('lock'))}, () => {
    log(' begins');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    log(' ends');
  });`;

async function run(name: string): Promise<void> {
  const args = ['--require', 'tsx/cjs', '-e', program(name)];
  const [exitCode] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number | null];
  expect(exitCode).toBe(0);
}

describe('withLock', () => {
  it('lets one process work at a time', async () => {
    await Promise.all([run('a'), run('b')]);
    const lines = readFileSync(file('log'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(4);
    const [first, second] = lines[0] === 'a begins' ? ['a', 'b'] : ['b', 'a'];
    expect(lines).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  });

  it('takes over the lock of a process that has ended', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(file('lock'), String(pid));
    let isDone = false;
    withLock(file('lock'), () => {
      isDone = true;
    });
    expect({ isDone, isHeld: existsSync(file('lock')) }).toEqual({ isDone: true, isHeld: false });
  });

  it('gives the lock back when the work fails', () => {
    const fail = (): void => {
      throw new Error('no space left');
    };
    expect(() => {
      withLock(file('lock'), fail);
    }).toThrow('no space left');
    expect(existsSync(file('lock'))).toBe(false);
  });
});
