import { allGone, npmCommand, runNpm, type RunningCommand } from '../helpers/npm-command';

/** Milliseconds for a test on a busy machine. */
const TIMEOUT_MS = 1_800_000;

/** The first stacks are deployed and others are being worked on. */
const MIDDLE_OF_DEPLOY = '1 of 15 stacks deployed';

jest.setTimeout(TIMEOUT_MS);

async function startedUntilTheMiddle(): Promise<RunningCommand> {
  const command = npmCommand(['start']);
  await command.heard(MIDDLE_OF_DEPLOY);
  expect(command.processes().some((line) => line.includes('terraform'))).toBe(true);
  return command;
}

describe('npm start with the sample', () => {
  it('leaves no process when it is stopped with Ctrl-C in the middle of the deployment', async () => {
    const command = await startedUntilTheMiddle();
    command.child.kill('SIGINT');
    expect((await command.finished).exitCode).not.toBe(0);
    await allGone(command);
  });

  it('leaves no process when it is killed in the middle of the deployment', async () => {
    const command = await startedUntilTheMiddle();
    command.child.kill('SIGKILL');
    await allGone(command);
  });

  it('then deploys everything, finds nothing to change, destroys everything and leaves nothing', async () => {
    const { exitCode, stdout, stderr } = await runNpm(['start', '--', '--destroy']);
    expect(`${String(exitCode)}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
    expect(stdout).toContain('15 stacks');
    expect(stdout).toMatch(/dev-api: https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com\/dev/);
    expect(stdout).toContain('example-org/orders: push -> ');
    for (const step of ['no changes', 'the same bytes', 'Destroy the state bucket', 'leftovers: none'])
      expect(stderr).toMatch(new RegExp(`✔ .*${step}`));
  });
});
