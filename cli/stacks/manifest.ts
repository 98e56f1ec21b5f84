import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { stackIds } from '../../platform/stack-ids';
import { stackOfStateKey, stateKey, type StateLocation } from '../../platform/states';
import type { RequiredProviders } from '../terraform/mirrors';

/** One synthesized stack. */
export interface Stack {
  readonly name: string;
  /** Absolute path of the folder that holds the stack's JSON: Terraform's working directory. */
  readonly folder: string;
  /** Names of the stacks that have to be deployed before. */
  readonly dependencies: readonly string[];
  readonly json: StackJson;
}

const stackJson = z.looseObject({
  terraform: z.looseObject({
    backend: z.looseObject({
      s3: z.looseObject({ bucket: z.string(), key: z.string(), region: z.string() }),
    }),
    required_providers: z.record(z.string(), z.looseObject({ source: z.string(), version: z.string().optional() })),
  }),
  resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))).optional(),
  variable: z.record(z.string(), z.looseObject({ default: z.unknown().optional() })).optional(),
});

/** The parts of a stack's Terraform JSON that commands read. */
export type StackJson = z.infer<typeof stackJson>;

/** CDKTF's own list of what it wrote, `manifest.json`. */
const manifest = z.looseObject({
  stacks: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      synthesizedStackPath: z.string(),
      workingDirectory: z.string(),
      dependencies: z.array(z.string()),
    }),
  ),
});

/**
 * Reads what synth wrote.
 * @param only names of the stacks to read. @default - every stack
 * @returns the stacks, each after those it depends on
 */
export async function readStacks(output: string, only?: readonly string[]): Promise<Stack[]> {
  const { stacks } = manifest.parse(await readJson(path.join(output, 'manifest.json')));
  const read = await Promise.all(
    Object.values(stacks)
      .filter(({ name }) => only?.includes(name) ?? true)
      .map(async ({ name, dependencies, workingDirectory, synthesizedStackPath }) => ({
        name,
        dependencies,
        folder: path.join(output, workingDirectory),
        json: stackJson.parse(await readJson(path.join(output, synthesizedStackPath))),
      })),
  );
  return inDeployOrder(read);
}

/** Where the state of a stack lies. */
export function stateLocation(stack: Stack): StateLocation {
  return stack.json.terraform.backend.s3;
}

/** Where the state of another stack of the same platform lies. @param name of the other */
export function stateOf(stack: Stack, name: string): StateLocation {
  const { bucket, key, region } = stateLocation(stack);
  return { bucket, key: stateKey(stackOfStateKey(key).platform, name), region };
}

/** The provider versions that all these stacks need. */
export function requiredProviders(stacks: readonly Stack[]): RequiredProviders {
  const required: Record<string, readonly string[]> = {};
  for (const { source, version } of stacks.flatMap(({ json }) => Object.values(json.terraform.required_providers))) {
    const address = source.includes('/') ? source : `hashicorp/${source}`;
    const constraints = new Set([...(required[address] ?? []), ...(version === undefined ? [] : [version])]);
    required[address] = [...constraints];
  }
  return required;
}

/**
 * Puts bootstrap first, since its bucket holds all states, and each stack after its dependencies; else keeps the order.
 */
function inDeployOrder(stacks: readonly Stack[]): Stack[] {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const place = new Map(stacks.map((stack, index) => [stack, index]));
  const ordered = new Set<Stack>();
  const add = (stack: Stack): void => {
    if (ordered.has(stack)) return;
    const dependencies = stack.dependencies.flatMap((name) => byName.get(name) ?? []);
    for (const dependency of dependencies.sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0)))
      add(dependency);
    ordered.add(stack);
  };
  const bootstrap = byName.get(stackIds.bootstrap());
  if (bootstrap !== undefined) add(bootstrap);
  stacks.forEach(add);
  return [...ordered];
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
