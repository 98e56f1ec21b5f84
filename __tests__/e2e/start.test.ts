import { runNpm } from '../helpers/npm-command';

/** Milliseconds for a test on a busy machine. */
const TIMEOUT_MS = 1_800_000;

jest.setTimeout(TIMEOUT_MS);

describe('npm start with the sample', () => {
  it('deploys everything, delivers a service, finds nothing to change, destroys everything and leaves nothing', async () => {
    const { exitCode, stdout, stderr } = await runNpm(['start', '--', '--destroy']);
    expect(`${String(exitCode)}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
    expect(stdout).toContain('15 stacks');
    expect(stdout).toMatch(/dev-api: https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com\/dev/);
    expect(stdout).toContain('example-org/orders: push -> ');
    expect(stdout).toMatch(
      /of hello was delivered in (\d+) s\. GET http.*\n {2}before: 404 .*\n {2}after: {2}200 {"hello":"world"}/,
    );
    expect(stdout).toMatch(/while it rolled out: \d+ requests, none failed/);
    for (const step of ['no changes', 'the same bytes', 'Destroy the state bucket', 'leftovers: none'])
      expect(stderr).toMatch(new RegExp(`✔ .*${step}`));
  });
});
