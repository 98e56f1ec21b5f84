/** The code of a system error, e.g. `ENOENT`. @returns undefined if it is none; the error may come from another realm */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
