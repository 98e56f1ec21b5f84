import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from 'plan-review/error-code';

/** What is at the place of a file: its text, nothing, or something in whose place no file can be written. */
export type Found =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other'; readonly what: string };

/** @param file from the folder */
export function findAt(folder: string, file: string): Found {
  try {
    const place = path.join(folder, file);
    if (lstatSync(place).isSymbolicLink()) return { kind: 'other', what: 'a link is there' };
    if (!statSync(place).isFile())
      return { kind: 'other', what: 'a folder is there, or something else that is no file' };
    return { kind: 'file', text: readFileSync(place, 'utf8') };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'nothing' };
    if (errorCode(error) === 'ENOTDIR') return { kind: 'other', what: 'a part of its path is a file' };
    throw error;
  }
}
