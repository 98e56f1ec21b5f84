import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plannedConfiguration } from '../../../../cli/reviewed/configuration';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();

describe('a file that cannot be read as a plan file', () => {
  it('is refused with the reason where it is no zip archive', async () => {
    const file = join(folder.path(), 'web.tfplan');
    writeFileSync(file, 'no plan');
    await expect(plannedConfiguration(file)).rejects.toMatchObject({
      message: `${file} cannot be read as a plan file of Terraform: End of central directory record signature not found. Either not a zip file, or file is truncated.`,
      hint: 'Review the change again.',
    });
  });

  it('is refused with the reason where it does not exist', async () => {
    const file = join(folder.path(), 'missing.tfplan');
    await expect(plannedConfiguration(file)).rejects.toThrow(/as a plan file of Terraform: .*ENOENT/);
  });
});
