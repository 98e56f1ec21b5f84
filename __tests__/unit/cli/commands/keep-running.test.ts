import { keepRunning } from '../../../../cli/commands/keep-running';
import { UserError } from '../../../../cli/errors';
import type { StartedBy } from '../../../../cli/started-by';

const KEPT = { variables: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4000' }, folder: '/run/cdktf.out' };

/** What is printed until the person presses Ctrl-C. */
async function printed(
  destroys: boolean,
  error?: unknown,
  startedBy: StartedBy = 'npm run',
): Promise<{ output: string; errors: string }> {
  const told = { output: '', errors: '' };
  const interrupted = jest.fn(() => Promise.resolve());
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (told.output += String(text)) !== '');
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (told.errors += String(text)) !== '');
  try {
    const keep = keepRunning({ untilInterrupted: interrupted }, destroys, startedBy);
    await keep({ ...KEPT, ...(error !== undefined && { error }) });
  } finally {
    jest.restoreAllMocks();
  }
  expect(interrupted).toHaveBeenCalledTimes(1);
  return told;
}

describe('an embedded AWS that stays up', () => {
  test('is shown with the variables that lead there', async () => {
    const { output, errors } = await printed(true);
    expect(output).toContain("export AWS_ENDPOINT_URL='http://127.0.0.1:4000'");
    expect(output).toContain('/run/cdktf.out/stacks');
    expect(errors).toBe('\nCtrl-C destroys everything and ends it.\n');
  });

  test('tells commands as the person types them', async () => {
    expect((await printed(false)).output).toContain('npm run plan -- dev-network');
    expect((await printed(false, undefined, 'npx')).output).toContain('npx fargate-delivery plan dev-network');
  });

  test('after a failure says first what failed, and destroys nothing', async () => {
    const { errors } = await printed(true, new UserError('Build/Build failed', 'Look at the log.'));
    expect(errors).toBe('\nBuild/Build failed\nLook at the log.\n\nCtrl-C ends it.\n');
  });
});
