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
