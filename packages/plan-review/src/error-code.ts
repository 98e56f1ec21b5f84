/** The code of a system error, e.g. `ENOENT`. @returns undefined if it has none; the error may come from another realm */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
