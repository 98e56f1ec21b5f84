import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors';
import type { Step } from '../progress';
import type { Stack } from '../stacks/manifest';
import { destroy, init, type TerraformCall } from '../terraform/terraform';
import { emptyStack } from './empty-stack';
import type { RemovedStack } from './removed-stacks';

/** How removed stacks are destroyed. */
export interface DestroyRemovedOptions {
  /** In the order in which they go. */
  readonly removed: readonly RemovedStack[];
  /** Of the config. */
  readonly stacks: readonly Stack[];
  readonly terraform: Omit<TerraformCall, 'folder' | 'stack'>;
  /** Folder for what Terraform works in; removed when all went well. */
  readonly scratch: string;
  readonly step: Step;
}

/** Destroys stacks of which nothing but their state is left. @throws CommandFailed at the first that fails */
export async function destroyRemoved({
  removed,
  stacks,
  terraform,
  scratch,
  step,
}: DestroyRemovedOptions): Promise<void> {
  const template = await readTemplate(stacks);
  for (const { name, key } of removed) {
    const folder = path.join(scratch, name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'cdk.tf.json'), emptyStack(template, key));
    await step(`Destroy ${name}`, async () => {
      await init({ ...terraform, folder, stack: name }, '-reconfigure');
      await destroy({ ...terraform, folder, stack: name });
    });
  }
  await rm(scratch, { recursive: true, force: true });
}

/** The JSON of a stack that uses as many providers as any. */
async function readTemplate(stacks: readonly Stack[]): Promise<unknown> {
  const providers = ({ json }: Stack): number => Object.keys(json.terraform.required_providers).length;
  const [template] = stacks.toSorted((one, other) => providers(other) - providers(one));
  if (template === undefined) throw new UserError('The config has no stack.');
  return JSON.parse(await readFile(path.join(template.folder, 'cdk.tf.json'), 'utf8'));
}
