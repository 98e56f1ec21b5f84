import { spawnSync } from 'node:child_process';
import path from 'node:path';

const RUN = path.join(__dirname, '../../../cli/run.mjs');

function run(...args: string[]) {
  return runWith({}, ...args);
}

function runWith(env: Readonly<Record<string, string>>, ...args: string[]) {
  return spawnSync(process.execPath, [RUN, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
}

describe('the command line', () => {
  test('prints its usage with exit code 0', () => {
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

  test.each([
    ['start', '--keep', { npm_config_keep: 'true' }],
    ['rehearse', '--service <name>', { npm_config_service: 'hello' }],
    ['review', '--no-checkov', { npm_config_checkov: '' }],
  ])('%s says how to pass an option that npm has consumed (%s)', (command, option, env) => {
    const { status, stderr } = runWith(env, command);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `npm kept the option ${option.replace(/ .*/, '')} to itself.\n` +
        `Put -- before the options: npm run ${command} -- ${option}\n`,
    );
  });

  test('rehearse without a service names those of the config, and shows the whole command', () => {
    const { status, stderr } = run('rehearse');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'rehearse needs the name of a service.\n' +
        'The services are: hello, orders. For example: npm run rehearse -- --service hello\n',
    );
  });

  test.each(['plan', 'deploy'])('%s without a name says what may be named, and how to list it', (command) => {
    const { status, stderr } = run(command);
    expect(status).toBe(1);
    expect(stderr).toContain(`${command} needs the names of stacks, globs such as "dev-*", environments or services.`);
    expect(stderr).toContain(`npm run ${command} -- dev, or npm run ${command} -- '*' for all stacks.`);
    expect(stderr).toContain('npm run synth lists the stacks.');
  });

  test('synth takes names like plan and deploy, and lists the stacks where there is no such name', () => {
    const { status, stderr } = run('synth', 'web');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^No stack matches "web".\nThe stacks are: bootstrap, /);
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
