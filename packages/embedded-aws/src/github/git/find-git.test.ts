import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findGit } from './find-git';

describe('finding git', () => {
  test('the program itself is found, wherever it is installed', async () => {
    const program = await findGit();

    expect(path.isAbsolute(program)).toBe(true);
    await access(program);
  });

  test.each([
    ['2.19.2', 'is "git version 2.19.2", the embedded GitHub needs 2.20 or newer.'],
    ['1.8', 'is "git version 1.8", the embedded GitHub needs 2.20 or newer.'],
  ])('git %s is refused as too old', async (version, message) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'old-git-'));
    const program = path.join(folder, 'git');
    await writeFile(program, `#!/bin/sh\necho git version ${version}\n`, { mode: 0o755 });

    await expect(findGit(program)).rejects.toThrow(`${program} ${message}`);
    await rm(folder, { recursive: true });
  });
});
