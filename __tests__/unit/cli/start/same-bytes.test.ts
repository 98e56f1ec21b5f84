import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { differingStacks, readBytes, requireSameBytes } from '../../../../cli/start/same-bytes';
import { cliStack } from '../../../helpers/cli-stack';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const bytes = (content: Readonly<Record<string, string>>) =>
  new Map(Object.entries(content).map(([name, text]) => [name, Buffer.from(text)]));

describe('comparing what was deployed with what synth writes', () => {
  test('a stack is the JSON in its folder', async () => {
    const stack = { ...cliStack('a'), folder: path.join(folder.path(), 'a') };
    mkdirSync(stack.folder);
    writeFileSync(path.join(stack.folder, 'cdk.tf.json'), '{}');
    expect(await readBytes([stack])).toEqual(bytes({ a: '{}' }));
  });

  test('stacks of the same bytes do not differ', () => {
    expect(differingStacks(bytes({ a: '1', b: '2' }), bytes({ b: '2', a: '1' }))).toEqual([]);
  });

  test('stacks of other bytes differ, and those that one side lacks', () => {
    expect(differingStacks(bytes({ a: '1', b: '2', c: '3' }), bytes({ a: '1', b: 'x', d: '4' }))).toEqual([
      'b',
      'c',
      'd',
    ]);
  });

  test('a difference is refused by the names of the stacks', () => {
    expect(() => {
      requireSameBytes(bytes({ a: '1' }), bytes({ a: '2' }));
    }).toThrow('What was deployed is not what npm run synth writes: a differ.');
  });
});
