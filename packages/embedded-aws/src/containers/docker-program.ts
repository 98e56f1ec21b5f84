import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { quoted } from '../shell-quote';
import type { Runtime } from '../gateway/runtime';

/** What lets Node run TypeScript. */
const TSX = require.resolve('tsx/cjs');

const MAIN = path.join(__dirname, 'docker', 'main.ts');

/**
 * Writes the `docker` that builds find: a program of its own, which builds images without an engine and pushes them to
 * the embedded AWS that AWS_ENDPOINT_URL names.
 * @returns the folder for PATH, always the same
 */
export async function writeDockerProgram({ folder }: Pick<Runtime, 'folder'>): Promise<string> {
  const programs = path.join(folder, 'docker', 'bin');
  const program = path.join(programs, 'docker');
  await mkdir(programs, { recursive: true });
  const command = [process.execPath, '--require', TSX, MAIN, programs].map(quoted).join(' ');
  const fresh = `${program}-${randomUUID()}`;
  await writeFile(fresh, `#!/bin/sh\nexec ${command} "$@"\n`);
  await chmod(fresh, 0o755);
  // Builds may be running the one that is there.
  await rename(fresh, program);
  return programs;
}
