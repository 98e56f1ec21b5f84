import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const file = (name: string): string => path.join(folder.path(), name);
const SUPERVISE = path.join(__dirname, '../../../../cli/processes/supervise.ts');

/**
 * A supervised run that starts a program in a session of its own, as the CDKTF CLI starts terraform. The program
 * writes its pid to `pid` and, when it is interrupted, takes a moment and writes `state`.
 */
function startRun(shutdown: 'kill' | 'save-state', afterwards = 'setInterval(() => {}, 1000)'): ChildProcess {
  writeFileSync(file('terraform'), TERRAFORM, { mode: 0o755 });
  const run = `
    const { spawn } = require('node:child_process');
    const { supervise } = require(${JSON.stringify(SUPERVISE)});
    const supervision = supervise({ shutdown: '${shutdown}', env: process.env, onStop: (signal) => console.log('stop ' + signal) });
    const env = { ...process.env, ...supervision.mark };
    spawn(${JSON.stringify(file('terraform'))}, [], { detached: true, stdio: 'ignore', env });
    const timer = setInterval(() => {
      if (!require('node:fs').existsSync(${JSON.stringify(file('pid'))})) return;
      clearInterval(timer);
      console.log('ready');
      ${afterwards};
    }, 20);`;
  const args = ['--require', 'tsx/cjs', '-e', run];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Named like the program that a run has to be gentle with. */
const TERRAFORM = `#!/bin/sh
cd "$(dirname "$0")"
count=0
trap 'count=$((count + 1)); sleep 0.3; echo "saved after $count" > state; exit 1' INT
echo $$ > pid.new && mv pid.new pid
while :; do sleep 0.05; done
`;

/** Waits until a run says something. */
function heard(run: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    run.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(text)) resolve();
    });
    run.once('close', () => {
      reject(new Error(`the run ended and said only: ${said}`));
    });
  });
}

const pid = (): number => Number(readFileSync(file('pid'), 'utf8'));

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** Waits until a process is gone; Jest's timeout ends a wait in vain. */
async function gone(id: number): Promise<void> {
  while (isAlive(id)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.each(['kill', 'save-state'] as const)('a run with the shutdown mode "%s"', (shutdown) => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('after %s leaves no process', async (signal, exitCode) => {
    const run = startRun(shutdown);
    await heard(run, 'ready');
    const exit = once(run, 'exit');
    run.kill(signal);
    expect(await exit).toEqual([exitCode, null]);
    expect(isAlive(pid())).toBe(false);
  });

  test('after SIGKILL leaves no process', async () => {
    const run = startRun(shutdown);
    await heard(run, 'ready');
    run.kill('SIGKILL');
    await gone(pid());
    expect(existsSync(file('state'))).toBe(shutdown === 'save-state');
  });

  test('after a crash leaves no process', async () => {
    const run = startRun(shutdown, 'process.exit(70)');
    await heard(run, 'ready');
    await gone(pid());
  });
});

describe('a run that is asked to stop', () => {
  test('lets terraform save its state, and interrupts it once, however often it is asked', async () => {
    const run = startRun('save-state');
    await heard(run, 'ready');
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    run.kill('SIGINT');
    await exit;
    expect(readFileSync(file('state'), 'utf8')).toBe('saved after 1\n');
  });

  test('ends at once in the mode "kill"', async () => {
    const run = startRun('kill');
    await heard(run, 'ready');
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    await exit;
    expect(existsSync(file('state'))).toBe(false);
  });

  test('waits for work of its own that must not end half done', async () => {
    const moves = `supervision.finish(new Promise((resolve) => setTimeout(() => {
      require('node:fs').writeFileSync(${JSON.stringify(file('moved'))}, 'both keys');
      resolve();
    }, 600)))`;
    const run = startRun('kill', `${moves}; setInterval(() => {}, 1000)`);
    await heard(run, 'ready');
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    expect(readFileSync(file('moved'), 'utf8')).toBe('both keys');
  });

  test('while it waits for Ctrl-C continues, and ends its processes at its end', async () => {
    const goOn = "supervision.untilInterrupted().then(() => supervision.end()).then(() => console.log('went on'))";
    const run = startRun('kill', goOn);
    await heard(run, 'ready');
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(isAlive(pid())).toBe(false);
  });
});
