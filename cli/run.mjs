/**
 * What every npm command of this repository starts: makes sure that Node.js is new enough and that the packages are
 * installed, then runs `cli/main.ts`. Plain JavaScript for the reasons of launch.mjs.
 */
import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';
import { fail, launch, nodeIsNewEnough } from './launch.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (nodeIsNewEnough() && (packagesAreInstalled() || installPackages())) {
  launch(createRequire(import.meta.url), './main.ts', 'repository');
}

/**
 * Whether node_modules holds what the lock file says. npm writes its own list there when an installation ends, so an
 * installation that was interrupted has none.
 */
function packagesAreInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf(join('node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing: restore it with git.');
  if (installed === undefined) return false;
  const isCurrent = Object.keys(wanted).every((name) => {
    if (name === '') return true;
    // Packages of other systems are left out.
    if (installed[name] === undefined) return wanted[name].optional === true;
    return installed[name].version === wanted[name].version && installed[name].integrity === wanted[name].integrity;
  });
  return isCurrent && Object.keys(installed).every((name) => wanted[name] !== undefined);
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Installs exactly what the lock file says; standard output stays free for the command's data. */
function installPackages() {
  console.error('Installing the npm packages of package-lock.json (npm ci; about a minute, once) ...');
  const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const result = npm ? spawnSync(process.execPath, [npm].concat(ci), options) : spawnSync('npm', ci, options);
  if (result.status === 0) return true;
  return fail('The npm packages could not be installed (npm ci). Check the network and run the same command again.');
}
