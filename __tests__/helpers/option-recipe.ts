import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import execa from 'execa';
import { scripts } from '../../package.json';
import { generatedFiles } from '../../config/generate/files';
import type { Platform } from '../../config/types';
import { filesOfRows, recipe } from './contributing';

const root = resolve(__dirname, '../..');

/** What became of the recipe of an option. */
export interface AddedOption {
  readonly name: string;
  /** The generated files by their paths. */
  readonly generated: Readonly<Record<string, string>>;
  /** The platform of a config that uses the option. */
  readonly platform: Platform;
  /** The same config as `npm run config` prints it. */
  readonly printed: unknown;
}

/** Writes the platform of the config that it is given, and its printed form. */
const RESOLVE = `
import { printPlatform } from './config/print';
import { resolvePlatform } from './config/resolve';

const platform = resolvePlatform(JSON.parse(process.argv[2]));
console.log(JSON.stringify({ platform, printed: JSON.parse(printPlatform(platform)) }));
`;

/**
 * Follows the recipe of an option in a copy of the config: adds the declaration that the recipe shows to the first file
 * that it names, and to no other, and runs `npm run generate`.
 * @param title of the recipe in CONTRIBUTING.md
 * @param place the text of that file that the declaration comes after
 * @param using a config that uses the option, by its name
 */
export async function addOption(title: string, place: string, using: (name: string) => object): Promise<AddedOption> {
  const copy = copyOfConfig();
  try {
    const name = declare(copy, title, place);
    await run(copy, scripts.generate);
    writeFileSync(join(copy, 'resolve.ts'), RESOLVE);
    const result = JSON.parse(await run(copy, 'tsx resolve.ts', JSON.stringify(using(name)))) as AddedOption;
    const texts = generatedFiles(root).map(({ path }) => [path, readFileSync(join(copy, path), 'utf8')]);
    return { ...result, name, generated: Object.fromEntries(texts) as Record<string, string> };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** What `npm run generate` reads. */
function copyOfConfig(): string {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'recipe-'));
  for (const path of ['config', 'platform', 'docs/configuration.md']) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Adds the declaration of the recipe to its file. @returns the name of the option */
function declare(copy: string, title: string, place: string): string {
  const [file = ''] = filesOfRows(recipe(title));
  const [, declaration = ''] = /```ts\n([^]*?)```/.exec(recipe(title)) ?? [];
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(place)) throw new Error(`${file} lacks ${JSON.stringify(place)}, where ${title} is declared`);
  writeFileSync(path, text.replace(place, `${place}${declaration}`));
  return declaration.split(':')[0] ?? '';
}

/** Runs a program that npm installed. @returns its output */
async function run(folder: string, command: string, ...more: readonly string[]): Promise<string> {
  const [program = '', ...args] = command.split(' ');
  const { stdout } = await execa(program, [...args, ...more], { cwd: folder, preferLocal: true });
  return stdout;
}
