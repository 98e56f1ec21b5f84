import type { CdktfInternals } from './internals';
import { quickAttributes, quickKey, quickMerge, quickSnakeCase, rememberUniqueIds } from './quick';

const none = (): string[] => [];

/**
 * Gives cdktf quicker functions for what it does most. They do the same, except that tokens no longer note where they
 * were made: only error messages of cdktf show that, never what is written; noting it costs a stack trace per token,
 * which Node.js maps back to TypeScript besides. Stack traces of everything else, such as annotations and errors, stay.
 * @returns how cdktf gets its own back
 */
export function replaceFunctions({ stackTrace, unique, util, TokenMap }: CdktfInternals): () => void {
  const restore = [
    replace(stackTrace, 'captureStackTrace', none),
    replace(unique, 'makeUniqueId', rememberUniqueIds(unique.makeUniqueId)),
    replace(util, 'deepMerge', quickMerge(util.deepMerge)),
    replace(util, 'keysToSnakeCase', quickSnakeCase(util.keysToSnakeCase)),
    replace(util, 'processDynamicAttributes', quickAttributes()),
    replace(TokenMap.prototype, 'registerStringKey', quickKey()),
  ];
  return () => {
    for (const each of restore) each();
  };
}

function replace<T, K extends keyof T>(holder: T, key: K, quick: T[K]): () => void {
  const original = holder[key];
  holder[key] = quick;
  return () => {
    holder[key] = original;
  };
}
