import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeStaleFolders } from 'plan-review/files/stale-folders';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const folder = temporaryFolder();

/** The id of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('what killed processes left', () => {
  test('is removed with all it holds, and what running processes and others own stays', async () => {
    const left = String(endedPid());
    for (const name of [left, `${left}.former`, String(process.ppid), 'keep']) {
      mkdirSync(path.join(folder.path(), name));
      writeFileSync(path.join(folder.path(), name, 'file'), '');
    }
    await removeStaleFolders(folder.path());
    expect(readdirSync(folder.path()).sort()).toEqual([String(process.ppid), 'keep'].sort());
  });

  test("what bears this process's id was left by another of the same id", async () => {
    mkdirSync(path.join(folder.path(), String(process.pid)));
    await removeStaleFolders(folder.path());
    expect(readdirSync(folder.path())).toEqual([]);
  });

  test('a folder that does not exist holds nothing', async () => {
    await expect(removeStaleFolders(path.join(folder.path(), 'missing'))).resolves.toBeUndefined();
  });
});
