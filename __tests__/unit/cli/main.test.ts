import { spawnSync } from 'node:child_process';
import path from 'node:path';

const RUN = path.join(__dirname, '../../../cli/run.mjs');

function run(...args: string[]) {
  return spawnSync(process.execPath, [RUN, ...args], { encoding: 'utf8' });
}

describe('the command line', () => {
  test('shows how a command is typed, and that is no failure', () => {
    const { status, stdout, stderr } = run('start', '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: npm run start -- [options]');
  });

  test('lists its commands', () => {
    const { status, stdout, stderr } = run('help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: npm run <command>');
    for (const command of [
      'start',
      'rehearse',
      'config',
      'synth',
      'bootstrap',
      'plan',
      'deploy',
      'destroy',
      'test',
      'bench',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
  });

  test('reviews one kind of thing at a time', () => {
    const { status, stderr } = run('review', '--plan', 'plan.json', '--terraform', 'live');
    expect(status).toBe(1);
    expect(stderr).toContain("option '--plan <file...>' cannot be used with option '--terraform <folder...>'");
  });

  test('suggests the command that was meant', () => {
    expect(run('strat')).toMatchObject({
      status: 1,
      stderr: "error: unknown command 'strat'\n(Did you mean start?)\n",
    });
  });

  test('suggests the option that was meant', () => {
    expect(run('start', '--keeep')).toMatchObject({
      status: 1,
      stderr: "error: unknown option '--keeep'\n(Did you mean --keep?)\n",
    });
  });
});
