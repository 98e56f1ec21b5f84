import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inWorkFolder } from 'plan-review/sources/work-folder';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();
const left = (): string[] => readdirSync(join(temporary.path(), 'reviews'));

describe('the folder of a review', () => {
  it('is for its owner alone, and gone afterwards', async () => {
    const mode = await inWorkFolder(temporary.path(), (folder) => {
      writeFileSync(join(folder, 'plan'), 'secret');
      return Promise.resolve(statSync(folder).mode & 0o777);
    });
    expect(mode).toBe(0o700);
    expect(left()).toEqual([]);
  });

  it('is gone after a failure, too', async () => {
    const failing = inWorkFolder(temporary.path(), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(left()).toEqual([]);
  });

  it('is gone when the process ends in the middle, as it does at Ctrl-C', () => {
    const source = resolve(__dirname, '../../src/sources/work-folder.ts');
    const script = `require(${JSON.stringify(source)}).inWorkFolder(process.argv[1], (folder) => {
      console.log(require('node:fs').existsSync(folder));
      process.exit(130);
    });`;
    const args = ['--require', 'tsx/cjs', '--eval', script, temporary.path()];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 130, stdout: 'true\n' });
    expect(left()).toEqual([]);
  });

  it('of a review that was killed goes when the next one starts', async () => {
    // No process has such an id.
    const killed = join(temporary.path(), 'reviews', '99999999');
    mkdirSync(killed, { recursive: true });
    await inWorkFolder(temporary.path(), () => Promise.resolve());
    expect(existsSync(killed)).toBe(false);
  });
});
