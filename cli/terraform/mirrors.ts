import { readdir } from 'node:fs/promises';
import path from 'node:path';
import semver from 'semver';
import { errorCode } from 'plan-review/error-code';
import type { Environment } from '../project';

/** The registry whose trees are looked for; Terraform takes `hashicorp/aws` to mean one of this host. */
const REGISTRY_HOST = 'registry.terraform.io';

/** Where software that is not part of the system is installed, by the Filesystem Hierarchy Standard. */
const OPTIONAL_SOFTWARE_ROOT = '/opt';

/** A folder that holds providers, laid out as Terraform's filesystem mirrors are. */
export interface Mirror {
  /** Absolute path. */
  readonly path: string;
  /** Provider addresses without host, e.g. `hashicorp/aws`, in alphabetical order. */
  readonly providers: readonly string[];
}

/** What stacks need: provider addresses without host, e.g. `hashicorp/aws`, to all their version constraints. */
export type RequiredProviders = Readonly<Record<string, readonly string[]>>;

/**
 * The folders where Terraform and its users keep providers.
 * Sources: Terraform CLI configuration, "Implied Local Mirror Directories" and "Provider Plugin Cache".
 */
export async function mirrorCandidates(env: Environment, optionalRoot = OPTIONAL_SOFTWARE_ROOT): Promise<string[]> {
  const home = env['HOME'];
  const xdgData = env['XDG_DATA_HOME'] ?? (home === undefined ? undefined : path.join(home, '.local', 'share'));
  const known = [
    env['TF_PLUGIN_CACHE_DIR'],
    home === undefined ? undefined : path.join(home, '.terraform.d', 'plugins'),
    xdgData === undefined ? undefined : path.join(xdgData, 'terraform', 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
  ].filter((folder) => folder !== undefined && folder !== '');
  const optional = (await foldersIn(optionalRoot)).map((folder) => path.join(optionalRoot, folder));
  return [...known, ...optional].filter((folder) => folder !== undefined);
}

/**
 * The candidates that hold a version the stacks accept, for this system, each with exactly those providers. A folder
 * that only has other versions counts for nothing: naming it would keep Terraform from asking the registry.
 */
export async function findMirrors(
  candidates: readonly string[],
  required: RequiredProviders,
  platform = terraformPlatform(),
): Promise<Mirror[]> {
  const mirrors = await Promise.all(
    candidates.map(async (folder) => ({ path: folder, providers: await providersIn(folder, required, platform) })),
  );
  return mirrors.filter(({ providers }) => providers.length > 0);
}

/** This system as Terraform names it, e.g. `linux_amd64`. */
export function terraformPlatform(system: string = process.platform, cpu: string = process.arch): string {
  return `${system === 'win32' ? 'windows' : system}_${cpu === 'x64' ? 'amd64' : cpu}`;
}

async function providersIn(folder: string, required: RequiredProviders, platform: string): Promise<string[]> {
  const addresses = Object.keys(required).sort();
  const held = await Promise.all(
    addresses.map(async (address) => {
      const versions = await versionsIn(path.join(folder, REGISTRY_HOST, address), platform);
      return versions.some((version) => satisfiesAll(version, required[address] ?? []));
    }),
  );
  return addresses.filter((_, index) => held[index]);
}

/** Both layouts of a mirror: unpacked (`5.100.0/linux_amd64/`) and packed (`terraform-provider-…_linux_amd64.zip`). */
async function versionsIn(folder: string, platform: string): Promise<string[]> {
  const names = await foldersIn(folder);
  const unpacked = await Promise.all(
    names.map(async (name) => ((await foldersIn(path.join(folder, name))).includes(platform) ? [name] : [])),
  );
  const packed = names.flatMap((name) => {
    const match = /^terraform-provider-[^_]+_([^_]+)_(.+)\.zip$/.exec(name);
    return match?.[2] === platform && match[1] !== undefined ? [match[1]] : [];
  });
  return [...unpacked.flat(), ...packed];
}

/** Terraform separates the parts of a constraint by commas, npm's semver by spaces. */
function satisfiesAll(version: string, constraints: readonly string[]): boolean {
  return constraints.every((constraint) => semver.satisfies(version, constraint.replaceAll(',', ' ')));
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return [];
    throw error;
  }
}
