import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../project';
import { findMirrors, mirrorCandidates, type Mirror, type RequiredProviders } from './mirrors';

/**
 * The environment in which Terraform finds its providers: in the mirrors of this machine if they hold what the stacks
 * need, else in the registry. A CLI configuration of the user's own is left alone; a `TF_CLI_CONFIG_FILE` that names
 * no file is dropped, because Terraform would warn of it at every command.
 *
 * @param file where the generated CLI configuration goes, if one is needed
 */
export async function providerEnvironment(
  env: Environment,
  required: RequiredProviders,
  file: string,
): Promise<Environment> {
  if (hasOwnConfiguration(env)) return env;
  const mirrors = await findMirrors(await mirrorCandidates(env), required);
  if (mirrors.length === 0) return without(env, ['TF_CLI_CONFIG_FILE']);
  await mkdir(path.dirname(file), { recursive: true });
  await writeWhole(file, cliConfiguration(mirrors));
  // Terraform cannot install from a folder into the same folder, and needs no cache for what is on this machine.
  return { ...without(env, ['TF_PLUGIN_CACHE_DIR']), TF_CLI_CONFIG_FILE: file };
}

/**
 * The text of a Terraform CLI configuration that takes from each mirror exactly what it holds and the rest from the
 * registry. Source: Terraform CLI configuration, "Explicit Installation Method Configuration".
 */
export function cliConfiguration(mirrors: readonly Mirror[]): string {
  const methods = mirrors.map(({ path: folder, providers }) => [
    '  filesystem_mirror {',
    `    path    = ${JSON.stringify(folder)}`,
    `    include = ${listOf(providers)}`,
    '  }',
  ]);
  const mirrored = [...new Set(mirrors.flatMap(({ providers }) => providers))].sort();
  const registry = ['  direct {', `    exclude = ${listOf(mirrored)}`, '  }'];
  return ['provider_installation {', ...methods.flat(), ...registry, '}', ''].join('\n');
}

/** Source: Terraform CLI configuration, "Locations". */
function hasOwnConfiguration(env: Environment): boolean {
  const named = env['TF_CLI_CONFIG_FILE'];
  if (named !== undefined && existsSync(named)) return true;
  return env['HOME'] !== undefined && existsSync(path.join(env['HOME'], '.terraformrc'));
}

/** Two commands may write it at the same time, and neither may read half of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

function without(env: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

function listOf(providers: readonly string[]): string {
  return `[${providers.map((address) => JSON.stringify(`registry.terraform.io/${address}`)).join(', ')}]`;
}
