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
    ['review', '--head <ref>', { npm_config_heading: 'feature' }],
    ['review', '--plan <file...>', { npm_config_parseable: 'true', npm_config_long: 'true', npm_config_all: 'true' }],
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

  test.each([
    [[], 'the number of a pull request and the file with the comment', '--pull-request 7 .rehearsal/review/comment.md'],
    [['comment.md'], 'the number of a pull request', '--pull-request 7 comment.md'],
    [['--pull-request', '12'], 'the file with the comment', '--pull-request 12 .rehearsal/review/comment.md'],
  ])('review:comment says everything that is missing, and shows the whole command: %j', (args, missing, example) => {
    const { status, stderr } = run('review:comment', ...args);
    expect(status).toBe(1);
    expect(stderr).toBe(`review:comment needs ${missing}.\nFor example: npm run review:comment -- ${example}\n`);
  });

  test('synth without a name says that all stacks are written, and how to name some', () => {
    // As `npm run synth --only dev` arrives: npm has dropped the option and its value.
    const { status, stderr } = run('synth');
    expect(status).toBe(0);
    expect(stderr).toContain('in deploy order (all, since none was named; some of them: npm run synth -- dev):');
  });

  test.each(['plan', 'deploy'])('%s without a name says what may be named, and how to list it', (command) => {
    const { status, stderr } = run(command);
    expect(status).toBe(1);
    expect(stderr).toContain(`${command} needs the names of stacks, globs such as "dev-*", environments, services or`);
    expect(stderr).toContain(`npm run ${command} -- dev, or npm run ${command} -- '*' for all stacks.`);
    expect(stderr).toContain('npm run synth lists the stacks.');
  });

  test('synth takes names like plan and deploy, and lists the stacks where there is no such name', () => {
    const { status, stderr } = run('synth', 'web');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^No stack matches "web".\nThe stacks are: bootstrap, /);
  });

  test('ends well where its output is not read to the end', () => {
    const piped = ['-c', '"$0" "$1" config | true', process.execPath, RUN];
    const { status, stderr } = spawnSync('sh', piped, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
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
