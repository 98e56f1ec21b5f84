import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Environment } from '../project';

/** A provider that Terraform uses without starting it. */
export interface AttachedProvider {
  /** Value of TF_REATTACH_PROVIDERS that names it, as an object. */
  readonly reattach: Readonly<Record<string, unknown>>;
  /** Ends it. */
  close(): void;
}

/** Terraform's and OpenTofu's names of the provider. */
const ADDRESSES = ['registry.terraform.io/hashicorp/aws', 'registry.opentofu.org/hashicorp/aws'];

/**
 * Starts the AWS provider that `terraform init` installed, once for many stacks. Terraform itself would start one for
 * each provider block, with half a gigabyte each.
 * @param folder the initialized working directory
 */
export async function attachAwsProvider(folder: string, env: Environment): Promise<AttachedProvider> {
  const program = await installedAwsProvider(folder);
  const provider = spawn(program, ['-debug'], { env: { ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const handshake = await readHandshake(provider);
    const [connection] = Object.values(handshake);
    return {
      reattach: Object.fromEntries(ADDRESSES.map((address) => [address, connection])),
      close: () => provider.kill(),
    };
  } catch (error) {
    provider.kill();
    throw error;
  }
}

async function installedAwsProvider(folder: string): Promise<string> {
  const providers = path.join(folder, '.terraform', 'providers');
  // Mirrors are linked to, and links are not walked through: by hand, level by level.
  const [host = ''] = await readdir(providers);
  const versions = path.join(providers, host, 'hashicorp', 'aws');
  const [version = ''] = await readdir(versions);
  const [system = ''] = await readdir(path.join(versions, version));
  const installed = path.join(versions, version, system);
  const program = (await readdir(installed)).find((name) => name.startsWith('terraform-provider-aws'));
  if (program === undefined) throw new Error(`${installed} holds no AWS provider`);
  return path.join(installed, program);
}

/** Reads how to reach it. Source: Terraform plugin documentation, "Debugging Providers". */
async function readHandshake(provider: ChildProcessByStdio<null, Readable, null>): Promise<Record<string, unknown>> {
  for await (const line of createInterface({ input: provider.stdout })) {
    const [, json] = /TF_REATTACH_PROVIDERS='(.+)'/.exec(line) ?? [];
    if (json !== undefined) return JSON.parse(json) as Record<string, unknown>;
  }
  throw new Error('the AWS provider ended before it said how to reach it');
}
