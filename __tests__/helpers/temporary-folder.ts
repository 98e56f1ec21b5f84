import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each test of a file a folder of its own, which is gone after it. */
export function temporaryFolder(): { path: () => string } {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(realpathSync(tmpdir()), 'test-'));
  });
  afterEach(() => {
    rmSync(path, { recursive: true });
  });
  return { path: () => path };
}

/** Gives the tests of a file one folder in common, which is gone after them. */
export function temporaryFolderOfFile(): { path: () => string } {
  let path = '';
  beforeAll(() => {
    path = mkdtempSync(join(realpathSync(tmpdir()), 'test-'));
  });
  afterAll(() => {
    rmSync(path, { recursive: true });
  });
  return { path: () => path };
}
