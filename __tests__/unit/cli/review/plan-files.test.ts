import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from 'plan-review/files/private';
import { jsonHash, readPlanFiles, writePlanFiles, type PlanFiles } from '../../../../cli/review/plan-files';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const temporary = temporaryFolder();

const files: PlanFiles = {
  version: 1,
  terraformVersion: '1.11.4',
  base: { ref: 'main', commit: 'aaaa' },
  head: { ref: 'feature', commit: 'bbbb' },
  failed: [],
  plans: [
    {
      stack: 'dev-hello',
      isRemoved: false,
      jsonSha256: jsonHash(Buffer.from('{}')),
      planFile: 'dev-hello.tfplan',
      lockFile: 'dev-hello.lock.hcl',
      hasChanges: true,
      placeholders: false,
    },
  ],
};

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('the list of plan files', () => {
  it('is read as it was written', async () => {
    await writePlanFiles(temporary.path(), files);
    expect(await readPlanFiles(temporary.path())).toEqual(files);
  });

  it('is readable for its owner only, and so is a folder of plans, even if it was readable before', async () => {
    const folder = join(temporary.path(), 'plans');
    await makePrivateFolder(folder);
    await writePlanFiles(folder, files);
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(join(folder, 'plans.json'))).toBe(0o600);
    await makePrivateFolder(temporary.path());
    expect(modeOf(temporary.path())).toBe(0o700);
  });

  it('that is missing is an error that names npm run review', async () => {
    await expect(readPlanFiles(temporary.path())).rejects.toMatchObject({ hint: 'Make it with npm run review.' });
  });

  it.each(['{', '{"version":2}'])('in another format (%s) is refused', async (text) => {
    writeFileSync(join(temporary.path(), 'plans.json'), text);
    await expect(readPlanFiles(temporary.path())).rejects.toThrow('is not a list of plans');
  });
});
