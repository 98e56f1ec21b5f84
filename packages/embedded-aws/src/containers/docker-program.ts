import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { quoted } from '../shell-quote';
import type { Runtime } from '../gateway/runtime';

/** The program: JavaScript where the package is built, TypeScript in its sources. */
const MAIN = require.resolve('./docker/main');

/**
 * Writes the `docker` that builds find: a program of its own, which builds images without an engine and pushes them to
 * the embedded AWS that AWS_ENDPOINT_URL names.
 * @returns the folder for PATH, always the same
 */
export async function writeDockerProgram({ folder }: Pick<Runtime, 'folder'>): Promise<string> {
  const programs = path.join(folder, 'docker', 'bin');
  const program = path.join(programs, 'docker');
  await mkdir(programs, { recursive: true });
  const loader = MAIN.endsWith('.ts') ? ['--require', require.resolve('tsx/cjs')] : [];
  const command = [process.execPath, ...loader, MAIN, programs].map(quoted).join(' ');
  const fresh = `${program}-${randomUUID()}`;
  await writeFile(fresh, `#!/bin/sh\nexec ${command} "$@"\n`);
  await chmod(fresh, 0o755);
  // Builds may be running the one that is there.
  await rename(fresh, program);
  return programs;
}
