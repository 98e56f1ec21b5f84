import { runNpm } from '../helpers/npm-command';
import { temporaryFolder } from '../helpers/temporary-folder';
import { withoutPrograms } from '../helpers/without-programs';

/** Milliseconds for a test on a busy machine. */
jest.setTimeout(600_000);

describe('a rehearsal on a machine without git', () => {
  const folder = temporaryFolder();

  it('stops before anything is deployed, and says what to install', async () => {
    const PATH = withoutPrograms(folder.path(), ['git']);
    const { exitCode, stderr } = await runNpm(['run', 'rehearse', '--', '--service', 'hello'], { PATH });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('git does not run, but the embedded GitHub keeps its repositories with it.\nInstall git');
    expect(stderr).not.toMatch(/Deploy \d+ stacks/);
  });
});
