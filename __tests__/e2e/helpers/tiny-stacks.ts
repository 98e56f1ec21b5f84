import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Stack } from '../../../cli/stacks/manifest';

/** What a tiny stack holds. */
export interface TinyStack {
  readonly name: string;
  /** Value of its output; another one changes its resource. */
  readonly value: string;
  /** Stack whose output becomes part of its resource. @default - it reads none */
  readonly reads?: string;
  /** Another value replaces its resource. @default - nothing does */
  readonly replacedWith?: string;
  /** File that its resource needs to be made, beside one that needs nothing. @default - it has no such resource */
  readonly needsFile?: string;
  /** Whether it has a resource made of the variable `secret`. @default false */
  readonly hasSecret?: boolean;
}

/** Where the states of the stacks are. */
export interface TinyPlatform {
  readonly bucket: string;
  readonly region: string;
}

/**
 * Writes stacks of one resource each that need no provider but Terraform's own, and so no more than a second.
 * @param folder gets one folder a stack
 */
export async function writeTinyStacks(
  folder: string,
  { bucket, region }: TinyPlatform,
  stacks: readonly TinyStack[],
): Promise<Stack[]> {
  const stateOf = (name: string): { bucket: string; key: string; region: string } => ({
    bucket,
    key: `tiny/${name}.tfstate`,
    region,
  });
  return Promise.all(
    stacks.map(async ({ name, value, reads, replacedWith, needsFile, hasSecret = false }) => {
      const input =
        reads === undefined ? value : `${value} \${data.terraform_remote_state.${reads}.outputs.tiny_value}`;
      const json = {
        terraform: { backend: { s3: { ...stateOf(name), use_lockfile: true } }, required_providers: {} },
        ...(reads !== undefined && {
          data: { terraform_remote_state: { [reads]: { backend: 's3', config: stateOf(reads) } } },
        }),
        ...(hasSecret && { variable: { secret: { type: 'string', sensitive: true } } }),
        resource: {
          terraform_data: {
            it: {
              input,
              ...(replacedWith !== undefined && { triggers_replace: replacedWith }),
              ...(needsFile !== undefined && {
                depends_on: ['terraform_data.before'],
                provisioner: { 'local-exec': { command: `test -e '${needsFile}'` } },
              }),
            },
            ...(needsFile !== undefined && { before: { input: value } }),
            ...(hasSecret && { secret: { input: '${var.secret}' } }),
          },
        },
        output: { tiny_value: { value: '${terraform_data.it.output}' } },
      };
      const stackFolder = path.join(folder, name);
      await mkdir(stackFolder, { recursive: true });
      await writeFile(path.join(stackFolder, 'cdk.tf.json'), JSON.stringify(json));
      return {
        name,
        folder: stackFolder,
        dependencies: reads === undefined ? [] : [reads],
        json,
      };
    }),
  );
}
