import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findMirrors, mirrorCandidates, terraformPlatform } from '../../../../cli/terraform/mirrors';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const required = { 'hashicorp/aws': ['>= 5.100.0, < 7.0.0'], 'integrations/github': ['>= 6.6.0, < 7.0.0'] };

/** Lays a provider into a mirror, unpacked. */
function unpack(mirror: string, address: string, version: string, platform = 'linux_amd64'): void {
  mkdirSync(path.join(folder.path(), mirror, 'registry.terraform.io', address, version, platform), { recursive: true });
}

/** Lays a provider into a mirror, packed. */
function pack(mirror: string, address: string, file: string): void {
  const home = path.join(folder.path(), mirror, 'registry.terraform.io', address);
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, file), '');
}

async function mirrorsIn(...mirrors: string[]): Promise<Record<string, readonly string[]>> {
  const candidates = mirrors.map((mirror) => path.join(folder.path(), mirror));
  const found = await findMirrors(candidates, required, 'linux_amd64');
  return Object.fromEntries(found.map(({ path: at, providers }) => [path.basename(at), providers]));
}

describe('finding providers on this machine', () => {
  test('a folder with an unpacked provider is a mirror of that provider', async () => {
    unpack('a', 'hashicorp/aws', '5.100.0');
    expect(await mirrorsIn('a')).toEqual({ a: ['hashicorp/aws'] });
  });

  test('a folder with a packed provider is a mirror of that provider', async () => {
    pack('a', 'hashicorp/aws', 'terraform-provider-aws_6.2.0_linux_amd64.zip');
    expect(await mirrorsIn('a')).toEqual({ a: ['hashicorp/aws'] });
  });

  test('a folder without any provider is no mirror', async () => {
    mkdirSync(path.join(folder.path(), 'empty'));
    expect(await mirrorsIn('empty', 'missing')).toEqual({});
  });

  test.each([
    ['5.99.9', false],
    ['5.100.0', true],
    ['6.99.0', true],
    ['7.0.0', false],
  ])('version %s counts: %s', async (version, counts) => {
    unpack('a', 'hashicorp/aws', version);
    expect(await mirrorsIn('a')).toEqual(counts ? { a: ['hashicorp/aws'] } : {});
  });

  test('one accepted version among others is enough', async () => {
    unpack('a', 'hashicorp/aws', '4.0.0');
    unpack('a', 'hashicorp/aws', '5.100.0');
    expect(await mirrorsIn('a')).toEqual({ a: ['hashicorp/aws'] });
  });

  test('providers for other systems do not count', async () => {
    unpack('a', 'hashicorp/aws', '5.100.0', 'darwin_arm64');
    pack('b', 'hashicorp/aws', 'terraform-provider-aws_5.100.0_darwin_arm64.zip');
    expect(await mirrorsIn('a', 'b')).toEqual({});
  });

  test('providers that no stack needs do not count', async () => {
    unpack('a', 'hashicorp/random', '3.0.0');
    expect(await mirrorsIn('a')).toEqual({});
  });

  test('each folder is a mirror of exactly what it holds', async () => {
    unpack('a', 'hashicorp/aws', '5.100.0');
    unpack('b', 'integrations/github', '6.9.0');
    expect(await mirrorsIn('a', 'b')).toEqual({ a: ['hashicorp/aws'], b: ['integrations/github'] });
  });
});

describe('where providers are looked for', () => {
  test("the plugin cache, Terraform's own folders and every folder of optional software, in this order", async () => {
    mkdirSync(path.join(folder.path(), 'tools'));
    mkdirSync(path.join(folder.path(), 'providers'));
    const env = { HOME: '/home/me', XDG_DATA_HOME: '/data', TF_PLUGIN_CACHE_DIR: '/cache' };
    expect(await mirrorCandidates(env, folder.path())).toEqual([
      '/cache',
      '/home/me/.terraform.d/plugins',
      '/data/terraform/plugins',
      '/usr/local/share/terraform/plugins',
      '/usr/share/terraform/plugins',
      path.join(folder.path(), 'providers'),
      path.join(folder.path(), 'tools'),
    ]);
  });

  test('without XDG_DATA_HOME its default counts, and without a home only the system', async () => {
    const nothing = path.join(folder.path(), 'missing');
    expect(await mirrorCandidates({ HOME: '/home/me' }, nothing)).toContain('/home/me/.local/share/terraform/plugins');
    expect(await mirrorCandidates({}, nothing)).toEqual([
      '/usr/local/share/terraform/plugins',
      '/usr/share/terraform/plugins',
    ]);
  });
});

describe("Terraform's name of a system", () => {
  test.each([
    ['linux', 'x64', 'linux_amd64'],
    ['darwin', 'arm64', 'darwin_arm64'],
    ['win32', 'x64', 'windows_amd64'],
  ])('%s on %s is %s', (system, cpu, name) => {
    expect(terraformPlatform(system, cpu)).toBe(name);
  });
});
