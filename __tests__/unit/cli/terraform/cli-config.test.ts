import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cliConfiguration, providerEnvironment } from '../../../../cli/terraform/cli-config';
import { terraformPlatform } from '../../../../cli/terraform/mirrors';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const file = (name: string): string => path.join(folder.path(), name);
const required = { 'example/never-published': ['>= 1.0.0'] };

/** A home whose plugin folder holds the one provider that is needed. */
function homeWithProvider(): string {
  const tree = `home/.terraform.d/plugins/registry.terraform.io/example/never-published/1.2.0/${terraformPlatform()}`;
  mkdirSync(file(tree), { recursive: true });
  return file('home');
}

const environmentFor = (env: Record<string, string>) => providerEnvironment(env, required, file('work/terraform.rc'));

describe('the CLI configuration of terraform', () => {
  test('takes from each mirror exactly what it holds and the rest from the registry', () => {
    const mirrors = [
      { path: '/one', providers: ['hashicorp/aws'] },
      { path: '/with "quotes"', providers: ['hashicorp/aws', 'integrations/github'] },
    ];
    expect(cliConfiguration(mirrors)).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/one"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  filesystem_mirror {
    path    = "/with \\"quotes\\""
    include = ["registry.terraform.io/hashicorp/aws", "registry.terraform.io/integrations/github"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws", "registry.terraform.io/integrations/github"]
  }
}
`);
  });

  test('is written and named where this machine holds a provider', async () => {
    const HOME = homeWithProvider();
    expect(await environmentFor({ HOME, LANG: 'C' })).toEqual({
      HOME,
      LANG: 'C',
      TF_CLI_CONFIG_FILE: file('work/terraform.rc'),
    });
    expect(readFileSync(file('work/terraform.rc'), 'utf8')).toContain(path.join(HOME, '.terraform.d/plugins'));
  });

  test('makes a plugin cache needless, which terraform could not install from into itself', async () => {
    const env = await environmentFor({ HOME: homeWithProvider(), TF_PLUGIN_CACHE_DIR: file('cache') });
    expect(env['TF_PLUGIN_CACHE_DIR']).toBeUndefined();
  });

  test('is not written where the registry has to be asked anyway', async () => {
    expect(await environmentFor({ HOME: file('home') })).toEqual({ HOME: file('home') });
    expect(existsSync(file('work/terraform.rc'))).toBe(false);
  });

  test.each(['.terraformrc', 'named.rc'])('of the person, %s, is left alone', async (name) => {
    const HOME = homeWithProvider();
    writeFileSync(path.join(HOME, name), '');
    const env = { HOME, ...(name === 'named.rc' ? { TF_CLI_CONFIG_FILE: path.join(HOME, name) } : {}) };
    expect(await environmentFor(env)).toBe(env);
  });

  test('that is named but missing is dropped, because terraform would warn of it at every command', async () => {
    const env = { HOME: file('home'), TF_CLI_CONFIG_FILE: file('missing.rc') };
    expect(await environmentFor(env)).toEqual({ HOME: file('home') });
  });
});
