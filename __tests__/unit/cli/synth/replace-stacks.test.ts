import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replaceStacks } from '../../../../cli/synth/replace-stacks';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const at = (...names: string[]): string => path.join(folder.path(), ...names);

/** Writes the output of a synthesis: stacks by name, with a text each. */
function write(root: string, stacks: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(stacks)) {
    mkdirSync(at(root, 'stacks', name), { recursive: true });
    writeFileSync(at(root, 'stacks', name, 'cdk.tf.json'), text);
  }
  const entries = Object.keys(stacks).map((name) => [name, { name, text: stacks[name] }]);
  writeFileSync(
    at(root, 'manifest.json'),
    JSON.stringify({ version: '1', stacks: Object.fromEntries(entries) as unknown }),
  );
}

const text = (stack: string): string => readFileSync(at('cdktf.out/stacks', stack, 'cdk.tf.json'), 'utf8');
const replace = (): Promise<void> => replaceStacks(at('cdktf.out'), at('fresh'));

test('some stacks are replaced and the others stay, in the manifest too', async () => {
  write('cdktf.out', { a: 'old a', b: 'old b' });
  write('fresh', { b: 'new b', c: 'new c' });
  await replace();
  expect(['a', 'b', 'c'].map(text)).toEqual(['old a', 'new b', 'new c']);
  const manifest = JSON.parse(readFileSync(at('cdktf.out/manifest.json'), 'utf8')) as { stacks: object };
  expect(manifest.stacks).toEqual({
    a: { name: 'a', text: 'old a' },
    b: { name: 'b', text: 'new b' },
    c: { name: 'c', text: 'new c' },
  });
});

test('what terraform init made for a replaced stack stays', async () => {
  write('cdktf.out', { a: 'old' });
  mkdirSync(at('cdktf.out/stacks/a/.terraform'));
  write('fresh', { a: 'new' });
  await replace();
  expect(existsSync(at('cdktf.out/stacks/a/.terraform'))).toBe(true);
  expect(text('a')).toBe('new');
});

test('what terraform init remembers of a stack that is left as it is stays', async () => {
  write('cdktf.out', { a: '{}', b: '{}' });
  for (const stack of ['a', 'b']) {
    mkdirSync(at('cdktf.out/stacks', stack, '.terraform'));
    writeFileSync(at('cdktf.out/stacks', stack, '.terraform/terraform.tfstate'), '{}');
  }
  write('fresh', { b: '{}' });
  await replace();
  const isKept = (stack: string): boolean => existsSync(at('cdktf.out/stacks', stack, '.terraform/terraform.tfstate'));
  expect(['a', 'b'].map(isKept)).toEqual([true, true]);
});

test('without a former output the stacks are the output', async () => {
  write('fresh', { a: 'new' });
  await replace();
  expect(text('a')).toBe('new');
});
