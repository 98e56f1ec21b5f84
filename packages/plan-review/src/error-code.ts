/** The code of a system error, e.g. `ENOENT`. @returns undefined if it has none; the error may come from another realm */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Handles the rejection of a file system call where the file or folder need not exist.
 * @param value taken where it does not exist
 * @returns a handler for `.catch`, which throws every other error again
 */
export function whenMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return value;
    throw error;
  };
}
