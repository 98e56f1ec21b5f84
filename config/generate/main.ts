import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './files';

/** Writes every file that follows from the declarations of the options: `npm run generate`. */
const root = join(__dirname, '../..');

for (const { path, text } of generatedFiles(root)) {
  writeFileSync(join(root, path), text);
  console.log(path);
}
