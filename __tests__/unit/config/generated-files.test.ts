import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles } from '../../../config/generate/files';

const root = resolve(__dirname, '../../..');
const files = generatedFiles(root);

describe('the files that follow from the declarations of options', () => {
  it.each(files)('$path is as npm run generate writes it', ({ path, text }) => {
    const isStale = readFileSync(join(root, path), 'utf8') !== text;
    expect(isStale ? `${path} is stale: run npm run generate` : path).toBe(path);
  });

  it('are the types of what is written and of what is resolved, the JSON Schema and the tables of options', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'config/generated/input.ts',
      'config/generated/settings.ts',
      'config/platform.schema.json',
      'docs/configuration.md',
    ]);
  });
});
