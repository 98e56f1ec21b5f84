import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replaceOutput } from '../../../../cli/synth/replace-output';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const at = (...names: string[]): string => path.join(folder.path(), ...names);

/** Writes files, given by path and content. */
function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(at(root, name)), { recursive: true });
    writeFileSync(at(root, name), content);
  }
}

const replace = (): Promise<void> => replaceOutput(at('cdktf.out'), at('work', '1'));

describe('replacing what synth wrote before', () => {
  test('the first output appears whole', async () => {
    write('work/1', { 'manifest.json': 'new', 'stacks/a/cdk.tf.json': 'a' });
    await replace();
    expect(readFileSync(at('cdktf.out/stacks/a/cdk.tf.json'), 'utf8')).toBe('a');
  });

  test('stacks that are gone from the config are gone from the output', async () => {
    write('cdktf.out', { 'manifest.json': 'old', 'stacks/gone/cdk.tf.json': 'x' });
    write('work/1', { 'manifest.json': 'new', 'stacks/a/cdk.tf.json': 'a' });
    await replace();
    expect(readdirSync(at('cdktf.out/stacks'))).toEqual(['a']);
    expect(readFileSync(at('cdktf.out/manifest.json'), 'utf8')).toBe('new');
  });

  test('what terraform init made for a stack stays, and nothing else of the former output', async () => {
    const initialized = { 'stacks/a/.terraform/x': 'initialized', 'stacks/a/.terraform.lock.hcl': 'locked' };
    write('cdktf.out', { ...initialized, 'stacks/a/cdk.tf.json': 'old', 'stacks/a/plan': 'old' });
    write('work/1', { 'stacks/a/cdk.tf.json': 'new' });
    await replace();
    expect(readdirSync(at('cdktf.out/stacks/a')).sort()).toEqual(['.terraform', '.terraform.lock.hcl', 'cdk.tf.json']);
    expect(readFileSync(at('cdktf.out/stacks/a/cdk.tf.json'), 'utf8')).toBe('new');
  });

  test.each([
    ['stays', { encrypt: true }, true],
    ['goes where the backend is another, and the providers stay', {}, false],
  ])('what terraform init remembers of a backend %s', async (_, backend, isKept) => {
    const json = (s3: object): string => JSON.stringify({ terraform: { backend: { s3 } } });
    const initialized = {
      'stacks/a/.terraform/terraform.tfstate': '{}',
      'stacks/a/.terraform/providers/x': 'provider',
    };
    write('cdktf.out', { ...initialized, 'stacks/a/cdk.tf.json': json({ encrypt: true }) });
    write('work/1', { 'stacks/a/cdk.tf.json': json(backend) });
    await replace();
    expect(existsSync(at('cdktf.out/stacks/a/.terraform/terraform.tfstate'))).toBe(isKept);
    expect(existsSync(at('cdktf.out/stacks/a/.terraform/providers/x'))).toBe(true);
  });

  test('nothing is left where the new output was made', async () => {
    write('cdktf.out', { 'manifest.json': 'old' });
    write('work/1', { 'manifest.json': 'new' });
    await replace();
    expect(existsSync(at('work/1'))).toBe(false);
    expect(readdirSync(at('work'))).toEqual([]);
  });
});
