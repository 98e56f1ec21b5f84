import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../../../../cli/synth/bundle';
import { temporaryFolder } from '../../../helpers/temporary-folder';

/** Translating takes its time on a machine that is busy. */
jest.setTimeout(60_000);

const temporary = temporaryFolder();
const bundles = (): string => path.join(temporary.path(), 'bundles');

/** Writes a file of the program, an hour ago. */
function write(name: string, text: string): void {
  const file = path.join(temporary.path(), name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  const anHourAgo = Date.now() / 1000 - 3600;
  utimesSync(file, anHourAgo, anHourAgo);
}

/** Writes a program that prints a word and where it thinks it is. */
function writeProgram(word: string): void {
  write('package-lock.json', '{}');
  write('tsconfig.json', '{}');
  write('lib/word.ts', `export const word: string = '${word}';\nexport const place = __dirname;`);
  write('program.ts', `import { place, word } from './lib/word';\nconsole.log(word, place);`);
}

const make = () => bundle({ entry: 'program.ts', root: temporary.path(), folder: bundles() });

function run(file: string): string {
  return execFileSync(process.execPath, [file], { encoding: 'utf8', env: { PLATFORM_CONFIG: 'x.json' } });
}

test('a program and what it imports become one file, which runs as if they were where they are', async () => {
  writeProgram('first');
  expect(run(await make())).toBe(`first ${path.join(temporary.path(), 'lib')}\n`);
});

test('the file is kept while nothing changes, and made again when something did', async () => {
  writeProgram('first');
  const madeAt = statSync(await make()).mtimeMs;
  expect(statSync(await make()).mtimeMs).toBe(madeAt);
  writeProgram('second');
  expect(run(await make())).toContain('second');
  write('package-lock.json', '{ "changed": true }');
  const former = statSync(path.join(bundles(), 'program.js')).mtimeMs;
  expect(statSync(await make()).mtimeMs).toBeGreaterThan(former);
});

test('what was saved while the file was made is in it the next time', async () => {
  writeProgram('first');
  await make();
  writeProgram('second');
  const soon = Date.now() / 1000 + 3600;
  utimesSync(path.join(temporary.path(), 'lib/word.ts'), soon, soon);
  await make();
  expect(readdirSync(bundles())).toEqual(['program.js']);
});

test('a program that cannot be translated is refused', async () => {
  writeProgram('first');
  write('program.ts', 'const = 1;');
  await expect(make()).rejects.toThrow(/program\.ts/);
});
