import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeStaleFolders } from 'plan-review/files/stale-folders';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const folder = temporaryFolder();

/** The id of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('what killed processes left', () => {
  test('is removed, and folders of running processes and of others stay', async () => {
    const left = String(endedPid());
    for (const name of [left, `${left}.former`, String(process.ppid), 'keep']) {
      mkdirSync(path.join(folder.path(), name));
      writeFileSync(path.join(folder.path(), name, 'file'), '');
    }
    await removeStaleFolders(folder.path());
    expect(readdirSync(folder.path()).sort()).toEqual([String(process.ppid), 'keep'].sort());
  });

  test('a folder with the id of this process is that of an earlier one', async () => {
    mkdirSync(path.join(folder.path(), String(process.pid)));
    await removeStaleFolders(folder.path());
    expect(readdirSync(folder.path())).toEqual([]);
  });

  test('a folder that does not exist holds nothing', async () => {
    await expect(removeStaleFolders(path.join(folder.path(), 'missing'))).resolves.toBeUndefined();
  });
});
