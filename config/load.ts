import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { loadJson } from './load-json';
import { loadModule } from './load-module';
import { LoadError } from './load-error';
import { resolvePlatform } from './resolve';
import type { Platform } from './types';

const MODULES: readonly string[] = ['.ts', '.cts', '.mts', '.js', '.cjs', '.mjs'];

/**
 * Loads a config file: a TypeScript or JavaScript module whose default export is the config, or a JSON file. A
 * TypeScript file needs a runtime that can require one, such as tsx.
 *
 * @param file its path, absolute or from the working directory; also how messages call it.
 * @returns a deep-frozen platform.
 * @throws ConfigError if the file cannot be loaded, or with everything that is wrong in it.
 */
export function loadPlatform(file: string): Platform {
  const path = resolve(file);
  requireFile(file, path);
  const extension = extname(path);
  if (extension === '.json') return resolvePlatform(loadJson(file, path), { source: file });
  if (MODULES.includes(extension)) return resolvePlatform(loadModule(file, path), { source: file });
  throw new LoadError(file, {
    found: extension === '' ? 'a file without extension' : `a ${extension} file`,
    allowed: `${MODULES.join(', ')} or .json`,
    fix: 'write the config in TypeScript, JavaScript or JSON',
  });
}

function requireFile(file: string, path: string): void {
  const found = file === '' ? 'no file name' : whatIsInstead(path);
  if (found === undefined) return;
  throw new LoadError(file === '' ? '(no file)' : file, {
    found,
    allowed: 'a config file',
    fix: 'create platform.config.ts, or set PLATFORM_CONFIG to the path of the config',
  });
}

/** What is at a path where there is no file; `undefined` if there is one. */
function whatIsInstead(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'no such file';
  return stats.isFile() ? undefined : 'a folder, or something else that is no file';
}
