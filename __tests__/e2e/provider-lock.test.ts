import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { planFolder } from 'plan-review/terraform/plan-folder';
import { LOCK_FILE, readLockFile, writeLockFile, type LockedProvider } from '../../cli/review/record/lock-file';
import { findMirrors, mirrorCandidates, terraformPlatform } from '../../cli/terraform/mirrors';
import { init, type TerraformCall } from '../../cli/terraform/terraform';
import { constraintOf } from '../../platform/provider-versions';
import { paths, useRunFolder } from './helpers/run-folder';

/** Milliseconds for Terraform to look at a provider of 700 MB on a busy machine. */
jest.setTimeout(300_000);

const PROVIDERS = 'registry.terraform.io/hashicorp/aws';
const TESTED = '5.100.0';
const NEWER = '5.101.0';

describe('the providers in the record of a review', () => {
  const fileOfRun = useRunFolder();
  let locked: readonly LockedProvider[];

  /** Files of a version as another provider has them. */
  function fake(folder: string, version: string): void {
    const of = join(folder, PROVIDERS, version, terraformPlatform());
    mkdirSync(of, { recursive: true });
    const program = join(of, `terraform-provider-aws_v${version}_x5`);
    writeFileSync(program, '#!/bin/sh\nexit 1\n');
    chmodSync(program, 0o755);
  }

  /** A stack that Terraform gets providers for from the mirror of this test alone. */
  async function stack(name: string, env: Readonly<Record<string, string>> = {}): Promise<TerraformCall> {
    const folder = fileOfRun(name);
    await mkdir(folder, { recursive: true });
    const terraform = { required_providers: { aws: { source: 'aws', version: constraintOf('aws') } } };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform, output: { x: { value: '1' } } }));
    const { binary } = await findTerraform(process.env, paths.root);
    return {
      binary,
      folder,
      stack: name,
      env: { ...process.env, TF_CLI_CONFIG_FILE: fileOfRun('terraform.rc'), ...env },
    };
  }

  const lockedIn = ({ folder, stack: name }: TerraformCall): LockedProvider[] =>
    readLockFile(readFileSync(join(folder, LOCK_FILE), 'utf8'), name);

  /** A stack that gets the lock file as its deployment writes it. */
  async function deploying(name: string, env: Readonly<Record<string, string>> = {}): Promise<TerraformCall> {
    const call = await stack(name, env);
    writeFileSync(join(call.folder, LOCK_FILE), writeLockFile(locked));
    return call;
  }

  beforeAll(async () => {
    const [mirror] = await findMirrors(await mirrorCandidates(process.env), { 'hashicorp/aws': [TESTED] });
    if (mirror === undefined) throw new Error(`no mirror of this machine has version ${TESTED} of the provider aws`);
    mkdirSync(fileOfRun(join('mirror', PROVIDERS, TESTED)), { recursive: true });
    symlinkSync(
      join(mirror.path, PROVIDERS, TESTED, terraformPlatform()),
      fileOfRun(join('mirror', PROVIDERS, TESTED, terraformPlatform())),
    );
    const method = `filesystem_mirror {\n    path = ${JSON.stringify(fileOfRun('mirror'))}\n  }`;
    writeFileSync(fileOfRun('terraform.rc'), `provider_installation {\n  ${method}\n}\n`);
    const reviewed = await stack('reviewed');
    await planFolder(reviewed, { isDestroyed: false });
    locked = lockedIn(reviewed);
    fake(fileOfRun('mirror'), NEWER);
  });

  it('are of one version, with its hash', () => {
    expect(locked).toMatchObject([{ source: PROVIDERS, version: TESTED, hashes: [expect.stringMatching(/^h1:/)] }]);
  });

  it('are those of its deployment, although there is a newer version by now', async () => {
    const without = await stack('without');
    await init(without);
    expect(lockedIn(without)).toMatchObject([{ version: NEWER }]);
    const deployed = await deploying('deployed');
    await init(deployed, '-lockfile=readonly');
    expect(lockedIn(deployed)).toEqual(locked);
  });

  it('refuse another program of the same version, also one that lies in the cache of the commands', async () => {
    fake(fileOfRun('cache'), TESTED);
    const cache = { TF_PLUGIN_CACHE_DIR: fileOfRun('cache'), TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
    const deployed = await deploying('other-program', cache);
    await expect(init(deployed, '-lockfile=readonly')).rejects.toThrow(/checksums/);
  });
});
