import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing, type App, type AppConfig } from 'cdktf';
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

/**
 * What cdktf's own synthesis writes for an app, with its validations: for tests of stacks that read other stacks.
 * `Testing.synth` takes one stack, and knows neither what the others publish nor what a stack waits for.
 */
export function synthStacks(build: (app: App) => void): SynthesizedApp {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const app = Testing.app({ outdir });
    build(app);
    app.synth();
    return readApp(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The Terraform JSON of a stack as cdktf's matchers take it. @throws Error if the app has no such stack */
export function textOf(app: SynthesizedApp, id: string): string {
  const text = app.texts.get(id);
  if (text === undefined) throw new Error(`the app has no stack ${id}, only ${[...app.texts.keys()].join(', ')}`);
  return text;
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
