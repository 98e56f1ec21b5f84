/**
 * Builds and packs every package, and installs them into a project that `init` writes, with the tests of docs/packages.md.
 * It is outside the repository, so that it finds no package that is not its own, and is kept while nothing changes.
 * Processes that ask for it at the same time wait for the first. Prints its folder; the tarballs are in `tarballs/` there.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withLock } from './lock';
import { filesOf, PACKAGES, ROOT } from './packages';

const GUIDE = path.join(ROOT, 'docs', 'packages.md');

/** What the project is told. */
const VALUES = [
  ...['--name', 'shop', '--account', '123456789012', '--region', 'eu-central-1'],
  ...['--owner', 'example-org', '--repository', 'hello', '--service', 'hello'],
];

const project = path.join(tmpdir(), `fargate-delivery-${hashOf(ROOT).slice(0, 8)}`);
const tarballs = path.join(project, 'tarballs');
const stamp = path.join(project, 'stamp');
const inputs = hashOf(...inputFiles().map((file) => `${file}\n${readFileSync(file, 'utf8')}`));

withLock(`${project}.lock`, () => {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== inputs) install();
});
console.log(project);

function install(): void {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  for (const [name, text] of filesOfGuide()) writeFileSync(path.join(project, name), text);
  run(ROOT, 'npm', 'run', '--silent', 'build');
  run(project, process.execPath, path.join(ROOT, 'dist/cli/bin.mjs'), 'init', ...VALUES);
  run(ROOT, 'npm', 'pack', '--silent', '--workspaces', '--include-workspace-root', '--pack-destination', tarballs);
  const packed = readdirSync(tarballs).map((name) => path.join(tarballs, name));
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline', ...packed);
  writeFileSync(stamp, inputs);
}

/** What decides what is installed. */
function inputFiles(): string[] {
  const built = PACKAGES.flatMap((each) => [
    path.join(each.folder, 'package.json'),
    path.join(each.folder, 'tsconfig.build.json'),
    ...filesOf(each).map((file) => path.join(each.sources, file)),
  ]);
  const scripts = readdirSync(__dirname).map((name) => path.join(__dirname, name));
  return [GUIDE, path.join(ROOT, 'package-lock.json'), path.join(ROOT, 'tsconfig.json'), ...scripts, ...built];
}

/** The files that the guide shows: a name in code and a colon, and then what is in the file. */
function filesOfGuide(): readonly (readonly [name: string, text: string])[] {
  const shown = readFileSync(GUIDE, 'utf8').matchAll(/`([\w.]+)`[^`\n]*:\n\n```\w+\n([^]*?)```/g);
  return [...shown].map(([, name = '', text = '']) => [name, text]);
}

/** What the programs print goes to standard error. */
function run(cwd: string, program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 2, 2] });
}

function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\0')).digest('hex');
}
