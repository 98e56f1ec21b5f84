import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts of an output folder: the manifest and the JSON of every stack by its id. */
export interface OutputTexts {
  readonly manifest: string;
  readonly stacks: ReadonlyMap<string, string>;
}

/** What was synthesized into a folder. */
export function readOutput(outdir: string): OutputTexts {
  const ids = readdirSync(join(outdir, 'stacks'));
  const text = (...names: string[]): string => readFileSync(join(outdir, ...names), 'utf8');
  return {
    manifest: text('manifest.json'),
    stacks: new Map(ids.map((id) => [id, text('stacks', id, 'cdk.tf.json')])),
  };
}

/** The floor: makes the plain objects of every stack, prints them and writes the same files. */
export function writeFloor({ manifest, stacks }: OutputTexts, outdir: string): void {
  mkdirSync(join(outdir, 'stacks'), { recursive: true });
  for (const [id, text] of stacks) {
    mkdirSync(join(outdir, 'stacks', id));
    writeFileSync(join(outdir, 'stacks', id, 'cdk.tf.json'), print(text));
  }
  writeFileSync(join(outdir, 'manifest.json'), print(manifest));
}

function print(text: string): string {
  return JSON.stringify(JSON.parse(text), undefined, 2);
}
