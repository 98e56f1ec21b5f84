import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../../../../../cli/stacks/manifest';
import type { SynthesizedApp } from '../../../../helpers/synth';

/** Writes what a job without credentials hands over, as `npm run synth` writes it. */
export function writeSynthesized(
  folder: string,
  { texts, dependencies }: Pick<SynthesizedApp, 'dependencies' | 'texts'>,
): void {
  const stacks = [...texts.keys()].map((id) => [
    id,
    {
      annotations: [],
      constructPath: id,
      dependencies: dependencies.get(id) ?? [],
      name: id,
      stackMetadataPath: `stacks/${id}/metadata.json`,
      synthesizedStackPath: `stacks/${id}/cdk.tf.json`,
      workingDirectory: `stacks/${id}`,
    },
  ]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ stacks: Object.fromEntries(stacks) as unknown, version: '0.21.0' }),
  );
  for (const [id, text] of texts) {
    mkdirSync(join(folder, 'stacks', id), { recursive: true });
    writeFileSync(join(folder, 'stacks', id, 'cdk.tf.json'), text);
  }
}

/** The stacks of an app, as commands read them. */
export function stacksOf({ stacks, dependencies }: Pick<SynthesizedApp, 'dependencies' | 'stacks'>): Stack[] {
  return [...stacks].map(([name, json]) => ({
    name,
    folder: `/base/${name}`,
    dependencies: dependencies.get(name) ?? [],
    json: json as unknown as Stack['json'],
  }));
}
