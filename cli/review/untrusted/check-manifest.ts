import { z } from 'zod';
import { step, type Refusal } from './refusal';

const entry = z.strictObject({
  annotations: z.array(z.unknown()).max(0),
  constructPath: z.string(),
  dependencies: z.array(z.string()),
  name: z.string(),
  stackMetadataPath: z.string(),
  synthesizedStackPath: z.string(),
  workingDirectory: z.string(),
});

const manifest = z.strictObject({ stacks: z.record(z.string(), entry), version: z.string() });

/**
 * Checks the list of the stacks: it leads to the files that were read and to no other, and no stack waits for itself.
 * @param json of manifest.json
 * @param ids of the stacks whose files were read
 */
export function checkManifest(json: unknown, ids: readonly string[]): Refusal[] {
  const parsed = manifest.safeParse(json);
  if (!parsed.success) return [refuse('no list of stacks as npm run synth writes it')];
  const { stacks } = parsed.data;
  const listed = Object.keys(stacks);
  const wrong = Object.entries(stacks).filter(
    ([id, each]) => !isAt(id, each) || each.dependencies.some((other) => !listed.includes(other)),
  );
  const missing = [...listed.filter((id) => !ids.includes(id)), ...ids.filter((id) => !listed.includes(id))];
  return [
    ...wrong.map(([id]) => refuse(`another place, name or dependency of ${step(id)} than it has`)),
    ...missing.map((id) => refuse(`${step(id)} in the list or in the folder alone`)),
    ...(wrong.length === 0 && hasCircle(stacks) ? [refuse('stacks that wait for each other')] : []),
  ];
}

function isAt(id: string, { name, workingDirectory, synthesizedStackPath }: z.infer<typeof entry>): boolean {
  const folder = `stacks/${id}`;
  return name === id && workingDirectory === folder && synthesizedStackPath === `${folder}/cdk.tf.json`;
}

/** Takes away what waits for nothing that is left, until nothing is left or all that is left waits for each other. */
function hasCircle(stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>): boolean {
  let left = Object.entries(stacks);
  for (;;) {
    const names = new Set(left.map(([id]) => id));
    const waiting = left.filter(([, { dependencies }]) => dependencies.some((each) => names.has(each)));
    if (waiting.length === left.length) return left.length > 0;
    left = waiting;
  }
}

function refuse(found: string): Refusal {
  return { path: 'manifest.json', found, allowed: 'the list that npm run synth writes, of the stacks in the folder' };
}
