import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { ifAbsent } from '../../files/absent';
import { type DockerHost, homeOf } from './host';

/** docker's config.json; what it has besides is kept. */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
}

/**
 * The credentials of the last login to a registry.
 * @returns `<user>:<password>` in base64, or undefined
 */
export async function readCredentials(host: DockerHost, registry: string): Promise<string | undefined> {
  return (await readConfig(host)).auths?.[registry]?.auth;
}

/** Remembers it for the home, where only its owner may read it. */
export async function writeCredentials(host: DockerHost, registry: string, auth: string): Promise<void> {
  const config = await readConfig(host);
  await writeConfig(host, { ...config, auths: { ...config.auths, [registry]: { auth } } });
}

/** @returns whether there was something to forget */
export async function removeCredentials(host: DockerHost, registry: string): Promise<boolean> {
  const config = await readConfig(host);
  const { [registry]: removed, ...auths } = config.auths ?? {};
  await writeConfig(host, { ...config, auths });
  return removed !== undefined;
}

async function readConfig(host: DockerHost): Promise<DockerConfig> {
  const text = await readFile(fileOf(host), 'utf8').catch(ifAbsent('{}'));
  return JSON.parse(text) as DockerConfig;
}

async function writeConfig(host: DockerHost, config: DockerConfig): Promise<void> {
  await mkdir(homeOf(host), { recursive: true });
  await writeFile(fileOf(host), JSON.stringify(config, undefined, 2), { mode: 0o600 });
}

function fileOf(host: DockerHost): string {
  return path.join(homeOf(host), 'config.json');
}
