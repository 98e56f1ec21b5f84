import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheckov } from 'plan-review/checkov/run-checkov';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();

describe('checkov', () => {
  it('is given no secrets: it evaluates texts of the change', async () => {
    const python = join(temporary.path(), 'python');
    const seen = join(temporary.path(), 'seen');
    writeFileSync(python, `#!/bin/sh\nenv > '${seen}'\necho '[]'\n`);
    chmodSync(python, 0o755);
    const folder = join(temporary.path(), 'work');
    mkdirSync(folder);
    const secrets = {
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_SESSION_TOKEN: 'x',
      TF_VAR_github_token: 'x',
      GITHUB_TOKEN: 'x',
      GH_TOKEN: 'x',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
      BC_API_KEY: 'x',
    };
    await runCheckov({ python, folder, files: [], env: { PATH: process.env['PATH'], KEPT: 'yes', ...secrets } });
    const names = readFileSync(seen, 'utf8')
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names).toContain('KEPT');
    expect(names.filter((name) => Object.hasOwn(secrets, name ?? ''))).toEqual([]);
  });
});
