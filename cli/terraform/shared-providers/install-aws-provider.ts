import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequiredProviders } from '../mirrors';
import { init, type TerraformCall } from '../terraform';

const SOURCE = 'hashicorp/aws';

/**
 * Lets Terraform install the AWS provider in a folder of its own.
 * @param call Terraform; the folder is made
 * @param required the versions that stacks need, by provider
 * @returns path of the provider's executable
 * @throws CommandFailed
 */
export async function installAwsProvider(call: TerraformCall, required: RequiredProviders): Promise<string> {
  const version = (required[SOURCE] ?? []).join(', ');
  const aws = { source: SOURCE, ...(version !== '' && { version }) };
  await mkdir(call.folder, { recursive: true });
  await writeFile(
    path.join(call.folder, 'main.tf.json'),
    JSON.stringify({ terraform: { required_providers: { aws } } }),
  );
  await init(call);
  return installedAwsProvider(call.folder);
}

async function installedAwsProvider(folder: string): Promise<string> {
  const providers = path.join(folder, '.terraform', 'providers');
  // Mirrors are linked to, and links are not walked through: by hand, level by level.
  const [host = ''] = await readdir(providers);
  const versions = path.join(providers, host, SOURCE);
  const [version = ''] = await readdir(versions);
  const [system = ''] = await readdir(path.join(versions, version));
  const installed = path.join(versions, version, system);
  const program = (await readdir(installed)).find((name) => name.startsWith('terraform-provider-aws'));
  if (program === undefined) throw new Error(`${installed} holds no AWS provider`);
  return path.join(installed, program);
}
