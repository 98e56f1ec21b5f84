import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from 'plan-review/error-code';
import { UserError } from '../errors';
import type { ProjectFile } from './project-files';

/** What undoes a step. */
type Undo = () => void;

/** Codes of the errors of a folder in which nothing can be made. Source: open(2), mkdir(2). */
const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS'];

/** Modes of what is run, and of what is read. */
const MODE = { program: 0o755, text: 0o644 };

/**
 * Writes all files, or none: they are written into a folder beside them, checked there, and then moved. What fails on
 * the way is undone.
 * @param check gets the folder with all files before any is moved
 * @throws UserError if the folder cannot be written to
 */
export function writeFiles(folder: string, files: readonly ProjectFile[], check: (staged: string) => void): void {
  const staging = stagingIn(folder);
  try {
    const [staged, replaced] = [path.join(staging, 'new'), path.join(staging, 'old')];
    for (const file of files) stage(staged, file);
    check(staged);
    moveAll(files, { folder, staged, replaced });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function stagingIn(folder: string): string {
  try {
    return mkdtempSync(path.join(folder, '.fargate-delivery-init-'));
  } catch (error) {
    if (!NOT_WRITABLE.includes(errorCode(error) ?? '')) throw error;
    throw new UserError(`${folder} cannot be written to.`, 'Change its permissions, or use another folder.', {
      cause: error,
    });
  }
}

function stage(folder: string, { path: file, text }: ProjectFile): void {
  const place = path.join(folder, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
  chmodSync(place, file.endsWith('.sh') ? MODE.program : MODE.text);
}

interface Folders {
  readonly folder: string;
  readonly staged: string;
  readonly replaced: string;
}

function moveAll(files: readonly ProjectFile[], folders: Folders): void {
  const undo: Undo[] = [];
  try {
    for (const { path: file } of files) move(file, folders, undo);
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** @param undo gets what undoes each step that is done */
function move(file: string, { folder, staged, replaced }: Folders, undo: Undo[]): void {
  const place = path.join(folder, file);
  const made = mkdirSync(path.dirname(place), { recursive: true });
  if (made !== undefined)
    undo.push(() => {
      rmSync(made, { recursive: true });
    });
  if (existsSync(place)) {
    const kept = path.join(replaced, file);
    mkdirSync(path.dirname(kept), { recursive: true });
    renameSync(place, kept);
    undo.push(() => {
      renameSync(kept, place);
    });
  }
  renameSync(path.join(staged, file), place);
  undo.push(() => {
    rmSync(place);
  });
}
