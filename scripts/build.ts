/**
 * Builds every package into its dist/: a JavaScript file (CommonJS) for each TypeScript file, declarations of what can
 * be imported, and the other files (shell, Python, YAML, JSON, ...) as they are.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { filesOf, PACKAGES, ROOT, type Package } from './packages';

/** The oldest Node.js that runs the packages, as `engines` has it. */
const TARGET = 'node20.0';

for (const each of PACKAGES) build(each);

function build(each: Package): void {
  const dist = path.join(each.folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const files = filesOf(each);
  const programs = files.filter((file) => file.endsWith('.ts') && !each.copies.includes(file));
  buildSync({
    entryPoints: programs,
    absWorkingDir: each.sources,
    outbase: each.sources,
    outdir: dist,
    format: 'cjs',
    platform: 'node',
    target: TARGET,
  });
  for (const file of files.filter((file) => !programs.includes(file))) copy(each.sources, dist, file);
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', path.join(each.folder, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (each.folder !== ROOT) copyFileSync(path.join(ROOT, 'LICENSE'), path.join(each.folder, 'LICENSE'));
  console.error(`${each.name}: ${files.length} files in ${path.relative(ROOT, dist)}`);
}

function copy(sources: string, dist: string, file: string): void {
  const target = path.join(dist, file);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(path.join(sources, file), target);
}
