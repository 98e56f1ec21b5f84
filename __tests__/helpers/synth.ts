import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, AppConfig } from 'cdktf';
import { synthesizeApp } from '../../synth/synthesize-app';

/** Blocks of one Terraform type by resource name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The parts of a stack's Terraform JSON that tests look at. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly data?: Readonly<Record<string, Blocks>>;
  readonly output?: Blocks;
  readonly variable?: Blocks;
  readonly provider: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly terraform: Readonly<Record<string, unknown>>;
}

/** What an app wrote: the JSON of every stack, parsed and as text, and what each stack waits for. */
export interface SynthesizedApp {
  readonly stacks: ReadonlyMap<string, StackJson>;
  readonly texts: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

/** Synthesizes an app into a temporary folder and reads what was written there. */
export function synthesize(build: (app: App) => void, config: AppConfig = {}): SynthesizedApp {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    synthesizeApp(build, { app: { ...config, outdir } });
    return readApp(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function readApp(outdir: string): SynthesizedApp {
  const ids = readdirSync(join(outdir, 'stacks'));
  const texts = new Map(ids.map((id) => [id, readFileSync(join(outdir, 'stacks', id, 'cdk.tf.json'), 'utf8')]));
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { dependencies: string[] }>;
  };
  return {
    texts,
    stacks: new Map([...texts].map(([id, text]) => [id, JSON.parse(text) as StackJson])),
    dependencies: new Map(Object.entries(manifest.stacks).map(([id, { dependencies }]) => [id, dependencies])),
  };
}

/** Synthesizes an app and returns the JSON of one of its stacks. */
export function synthesizeStack(id: string, build: (app: App) => void, config: AppConfig = {}): StackJson {
  const stack = synthesize(build, config).stacks.get(id);
  if (stack === undefined) throw new Error(`the app has no stack ${id}`);
  return stack;
}

/** All blocks of a resource type in a stack, by name. */
export function resources(stack: StackJson, type: string): Readonly<Record<string, unknown>>[] {
  return Object.values(stack.resource?.[type] ?? {});
}

/** The only resource of a type in a stack. */
export function onlyResource(stack: StackJson, type: string): Readonly<Record<string, unknown>> {
  const [only, ...others] = resources(stack, type);
  if (only === undefined || others.length > 0)
    throw new Error(`expected one ${type}, got ${resources(stack, type).length}`);
  return only;
}
