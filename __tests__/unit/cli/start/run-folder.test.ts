import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeRunFolder, openRunFolder } from '../../../../cli/start/run-folder';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();

describe('the folder of a run', () => {
  test('is empty, even if another process of the same id left it full', async () => {
    const left = path.join(folder.path(), 'runs', String(process.pid));
    mkdirSync(left, { recursive: true });
    writeFileSync(path.join(left, 'terraform.tfstate'), 'half');
    expect(readdirSync(await openRunFolder(folder.path()))).toEqual([]);
  });

  test('goes with all it holds when the run went well', async () => {
    const run = await openRunFolder(folder.path());
    writeFileSync(path.join(run, 'log'), '');
    await closeRunFolder(run);
    expect(existsSync(run)).toBe(false);
  });
});
