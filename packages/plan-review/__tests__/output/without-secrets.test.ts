import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planInPlace } from 'plan-review/terraform/plan-in-place';
import { withoutSecrets } from 'plan-review/output/without-secrets';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();
const env = { TF_VAR_github_token: 'ghp/0123456789', AWS_REGION: 'eu-central-1', NPM_TOKEN: 'short' };

describe('the message of a failed program', () => {
  it('has none of the secrets that it was given, in any form', () => {
    const text = 'GET https://x:ghp/0123456789@github.com?token=ghp%2F0123456789 of eu-central-1 is short';
    expect(withoutSecrets(text, env)).toBe(
      'GET https://x:(sensitive)@github.com?token=(sensitive) of eu-central-1 is short',
    );
  });

  it('is shown without them where a directory could not be planned', async () => {
    const folder = temporary.path();
    const binary = join(folder, 'terraform');
    writeFileSync(binary, '#!/bin/sh\necho "Error: GET https://x:$TF_VAR_github_token@github.com: 401" >&2; exit 1\n');
    chmodSync(binary, 0o755);
    const call = { binary, folder, env: { ...process.env, ...env }, stack: 'live' };
    expect(await planInPlace(call, join(folder, 'work'))).toEqual({
      kind: 'failed',
      message: 'Error: GET https://x:(sensitive)@github.com: 401',
    });
  });
});
