import path from 'node:path';
import { projectPaths } from '../../../cli/project';
import { closeRunFolder, openRunFolder } from '../../../cli/start/run-folder';

/** This project. */
export const paths = projectPaths();

/** Gives the tests of a file one folder in common, which is gone after them. @returns the path of a file in it */
export function useRunFolder(): (name: string) => string {
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await openRunFolder(paths.work);
  });
  afterAll(async () => {
    if (folder !== undefined) await closeRunFolder(folder);
  });
  return (name) => {
    if (folder === undefined) throw new Error('the folder exists only inside tests and hooks');
    return path.join(folder, name);
  };
}
