import { createRequire } from 'node:module';
import { isPromise } from 'node:util/types';
import { LoadError } from './load-error';
import { diagnose } from './module-error';

/**
 * The default export of a module.
 *
 * @param file how messages call it.
 * @throws LoadError with the line where known, if the module cannot be run or exports no config.
 */
export function loadModule(file: string, path: string): unknown {
  const config = defaultExport(file, run(file, path));
  if (isPromise(config)) throw wrongExport(file, 'a promise as default export');
  if (typeof config === 'function') throw wrongExport(file, 'a function as default export');
  return config;
}

/** `require`, unlike `import()`, is synchronous, and both tsx and jest teach it TypeScript. */
function run(file: string, path: string): unknown {
  try {
    return createRequire(path)(path) as unknown;
  } catch (error) {
    const { place, message } = diagnose(error, { file, path });
    throw new LoadError(place, {
      found: message,
      allowed: 'a module that loads without an error',
      fix: 'correct the file at this place, or what it imports',
    });
  }
}

/** A module compiled from ES syntax, an ES module, or CommonJS whose `module.exports` is the config. */
function defaultExport(file: string, exported: unknown): unknown {
  if (typeof exported !== 'object' || exported === null) return exported;
  if ('default' in exported) return exported.default;
  const names = Object.keys(exported);
  const isModule = '__esModule' in exported || Object.prototype.toString.call(exported) === '[object Module]';
  if (names.length > 0 && !isModule) return exported;
  throw wrongExport(file, names.length === 0 ? 'no export' : `no default export, only ${names.join(', ')}`);
}

function wrongExport(file: string, found: string): LoadError {
  return new LoadError(file, {
    found,
    allowed: 'the config itself as default export',
    fix: 'write: export default definePlatform({ ... });',
  });
}
