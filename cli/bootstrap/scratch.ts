import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Stack } from '../stacks/manifest';
import type { TerraformCall } from '../terraform/terraform';

/** Terraform merges files of such names over the others. Source: Terraform language, "Override Files". */
const BACKEND_OVERRIDE = 'backend_override.tf.json';
const PROTECTION_OVERRIDE = 'protection_override.tf.json';

/** The bootstrap stack, and where and how Terraform works on it. */
export interface BootstrapTarget {
  /** The synthesized stack; its bytes are never changed. */
  readonly stack: Stack;
  /** Terraform, but for the working directory. */
  readonly terraform: Omit<TerraformCall, 'folder' | 'stack'>;
  /**
   * Folder for a copy of the stack and its local state. Keep it between attempts: it is what an interrupted attempt
   * goes on from, and it is gone after a successful one.
   */
  readonly scratch: string;
}

/** Copies the stack into its scratch folder. @returns how to call Terraform there */
export async function openScratch({ stack, terraform, scratch }: BootstrapTarget): Promise<TerraformCall> {
  await mkdir(scratch, { recursive: true });
  await copyFile(path.join(stack.folder, 'cdk.tf.json'), path.join(scratch, 'cdk.tf.json'));
  return { ...terraform, folder: scratch, stack: stack.name };
}

/** Makes Terraform keep the state in the scratch folder until {@link useS3}. */
export async function useLocalState({ scratch }: BootstrapTarget): Promise<void> {
  await writeJson(path.join(scratch, BACKEND_OVERRIDE), {
    terraform: { backend: { local: { path: 'terraform.tfstate' } } },
  });
}

/** Makes Terraform keep the state where the stack says. */
export async function useS3({ scratch }: BootstrapTarget): Promise<void> {
  await rm(path.join(scratch, BACKEND_OVERRIDE), { force: true });
}

/** Lets Terraform destroy the buckets of the stack with all that is in them. */
export async function liftProtection({ stack, scratch }: BootstrapTarget): Promise<void> {
  const lifecycle = { prevent_destroy: false };
  const lifted = (type: string, how: object): Record<string, object> => {
    const names = Object.keys(stack.json.resource?.[type] ?? {});
    return names.length === 0 ? {} : { [type]: Object.fromEntries(names.map((name) => [name, how])) };
  };
  await writeJson(path.join(scratch, PROTECTION_OVERRIDE), {
    resource: {
      ...lifted('aws_s3_bucket', { force_destroy: true, lifecycle }),
      ...lifted('aws_kms_key', { lifecycle }),
    },
  });
}

/** Removes the scratch folder: everything in it is kept in the bucket. */
export async function closeScratch({ scratch }: BootstrapTarget): Promise<void> {
  await rm(scratch, { recursive: true, force: true });
}

async function writeJson(file: string, content: unknown): Promise<void> {
  await writeFile(file, JSON.stringify(content, undefined, 2));
}
