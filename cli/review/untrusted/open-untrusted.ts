import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readStacks, type Stack } from '../../stacks/manifest';
import { checkManifest } from './check-manifest';
import { checkStack, type Measure } from './check-stack';
import { readFolder, type Files } from './read-folder';
import { readJson, UnclearJson, type JsonObject } from './read-json';
import type { Refusal } from './refusal';
import { trustedPlatform } from './trusted-platform';

/** What came of reading a change that a stranger has synthesized. */
export type Opened =
  | { readonly kind: 'checked'; readonly stacks: readonly Stack[] }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** What is read, and by what it is measured. */
export interface Untrusted {
  /** What a job without credentials synthesized. */
  readonly folder: string;
  /** The stacks of the branch that is deployed. */
  readonly base: readonly Stack[];
  /** Types of resources that the config of the base allows beyond those of the platform. */
  readonly types: readonly string[];
  /** Private folder that takes what was checked: what was read is not read again from where a stranger wrote it. */
  readonly output: string;
}

/** Reads the stacks of a change, if all of them are such that planning them can do nothing but read. */
export async function openUntrusted({ folder, base, types, output }: Untrusted): Promise<Opened> {
  const files = await readFolder(folder);
  const measure = { platform: trustedPlatform(base), types: new Set(types) };
  const [first, ...others] = [...files.refusals, ...checkAll(files, measure)];
  if (first !== undefined) return { kind: 'refused', refusals: [first, ...others] };
  await writeFiles(files, output);
  return { kind: 'checked', stacks: await readStacks(output) };
}

function checkAll({ manifest, stacks }: Files, measure: Measure): Refusal[] {
  const ofManifest =
    manifest === undefined
      ? []
      : checkOne('manifest.json', manifest, (json) => checkManifest(json, [...stacks.keys()]));
  const ofStacks = [...stacks].flatMap(([id, bytes]) =>
    checkOne(`stacks/${id}/cdk.tf.json`, bytes, (json) => checkStack(id, json, measure)),
  );
  return [...ofManifest, ...ofStacks];
}

function checkOne(file: string, bytes: Uint8Array, check: (json: JsonObject) => Refusal[]): Refusal[] {
  try {
    return check(readJson(bytes));
  } catch (error) {
    if (!(error instanceof UnclearJson)) throw error;
    return [{ path: file, found: error.message, allowed: 'one JSON object in UTF-8' }];
  }
}

async function writeFiles({ manifest, stacks }: Files, output: string): Promise<void> {
  await mkdir(output, { recursive: true });
  await writeFile(path.join(output, 'manifest.json'), manifest ?? '');
  for (const [id, bytes] of stacks) {
    await mkdir(path.join(output, 'stacks', id), { recursive: true });
    await writeFile(path.join(output, 'stacks', id, 'cdk.tf.json'), bytes);
  }
}
