import { access, constants, stat } from 'node:fs/promises';

import { codeOf } from '../error-kinds';

/** Codes of a path that leads to nothing: a part is missing, is not a folder, or is a link to itself. */
const ABSENT: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/**
 * For `catch` of an operation on a file that need not exist.
 * @param value what stands for a file or folder that does not exist
 * @returns a function that returns the value for such a file, and throws every other error
 */
export function ifAbsent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (ABSENT.has(codeOf(error))) return value;
    throw error;
  };
}

/** Whether a file or folder exists; links are followed. */
export async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(ifAbsent(undefined))) !== undefined;
}

/** Whether this user can execute a file; as in shells, a folder that may not be entered has no programs. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch (error) {
    return codeOf(error) === 'EACCES' ? false : ifAbsent(false)(error);
  }
}
