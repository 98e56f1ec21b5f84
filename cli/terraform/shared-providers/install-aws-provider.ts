import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whenMissing } from 'plan-review/error-code';
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
  const program = await installedAwsProvider(call.folder);
  if (program === undefined) throw new Error(`terraform init installed no AWS provider in ${call.folder}`);
  return program;
}

/**
 * The AWS provider that `terraform init` installed in a folder.
 * @returns path of its executable; undefined if there is none
 */
export async function installedAwsProvider(folder: string): Promise<string | undefined> {
  const providers = path.join(folder, '.terraform', 'providers');
  // Mirrors are linked to, and links are not walked through: by hand, level by level.
  for (const host of await namesIn(providers)) {
    const versions = path.join(providers, host, SOURCE);
    for (const version of await namesIn(versions)) {
      for (const system of await namesIn(path.join(versions, version))) {
        const installed = path.join(versions, version, system);
        const program = (await namesIn(installed)).find((name) => name.startsWith('terraform-provider-aws'));
        if (program !== undefined) return path.join(installed, program);
      }
    }
  }
  return undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(whenMissing<string[]>([]));
}
