import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startGithub } from './start';

describe('the embedded GitHub', () => {
  test('accounts may share a token', async () => {
    const github = await startGithub({
      accounts: [
        { owner: 'acme', token: 'shared', repositories: ['shop'] },
        { owner: 'globex', token: 'shared', repositories: ['site'] },
      ],
    });

    expect(github.store.findRepository('shared', 'acme', 'shop')).toBeDefined();
    expect(github.store.findRepository('shared', 'globex', 'site')).toBeDefined();
    await github.close();
  });

  test('closing ends the connections that clients keep open, and the port is free', async () => {
    const github = await startGithub({ accounts: [] });
    expect((await fetch(github.url)).status).toBe(401);

    await github.close();

    await expect(fetch(github.url)).rejects.toThrow('fetch failed');
  });

  test('what it keeps on disk is in the folder that it was given, and goes with it', async () => {
    const scratch = await mkdtemp(path.join(tmpdir(), 'start-'));
    const github = await startGithub({ accounts: [], scratch });
    expect(await readdir(scratch)).toEqual([expect.stringMatching(/^embedded-github-/)]);

    await github.close();

    expect(await readdir(scratch)).toEqual([]);
    await rmdir(scratch);
  });
});
