import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { synthesize } from '../../cli/synth/synthesize';
import { terraformEnvironment } from '../../cli/terraform/environment';
import { startGithubProvider } from 'embedded-aws/github/provider/start';
import { paths, useRunFolder } from './helpers/run-folder';
import { validateStacks } from './helpers/validate-stacks';

/** Terraform sends no request when it validates: nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

const fixtures = '__tests__/fixtures/platforms';
const configFiles = [
  'platform.config.ts',
  ...readdirSync(path.join(paths.root, fixtures)).map((file) => `${fixtures}/${file}`),
];

jest.setTimeout(600_000);

describe('terraform validate', () => {
  const fileOfRun = useRunFolder();

  test.each(configFiles)('finds every stack of %s valid, without a warning', async (configFile) => {
    const github = await startGithubProvider({ apiUrl: NOWHERE });
    try {
      const address = {
        endpoint: NOWHERE,
        region: 'any',
        reattach: github.reattach,
        githubToken: 'any',
        webhookSecret: 'any',
      };
      const env = { ...rehearsalEnvironment(process.env, address), PLATFORM_CONFIG: configFile };
      const terraform = await findTerraform(env, paths.root);
      const output = fileOfRun(path.basename(configFile));
      const stacks = await synthesize({ paths, env, output });
      const call = {
        binary: terraform.binary,
        env: await terraformEnvironment({ env, paths, terraform, stacks }),
        folder: path.join(output, 'validation'),
        stack: configFile,
      };
      expect(await validateStacks(stacks, call)).toEqual([]);
    } finally {
      github.close();
    }
  });
});
