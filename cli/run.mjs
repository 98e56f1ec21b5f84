/**
 * What every npm command starts: makes sure that Node.js is new enough and that the packages are installed, then runs
 * `cli/main.ts`. Plain JavaScript without dependencies and without new syntax, because it runs before the packages
 * exist and so that a Node.js that is too old can still say so.
 */
import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, sep } from 'path';
import { fileURLToPath } from 'url';

const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  fail('Node.js ' + process.versions.node + ' is too old: install Node.js ' + OLDEST_NODE + ' or newer (nodejs.org).');
} else if (packagesAreInstalled() || installPackages()) {
  // The AWS SDK's versions are fixed by the lock file: what later ones will require is no news for who runs a command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const require = createRequire(import.meta.url);
  learnTypeScript(require);
  require('./main.ts');
}

/**
 * Lets this process run TypeScript. Packages are JavaScript already, so Node.js loads them by itself: tsx would look
 * through each of their files, which takes longer than to load it.
 */
function learnTypeScript(require) {
  const loadPlain = require.extensions['.js'];
  require('tsx/cjs');
  const loadTranslated = require.extensions['.js'];
  require.extensions['.js'] = function load(module, file) {
    if (!file.includes(sep + 'node_modules' + sep)) return loadTranslated(module, file);
    try {
      return loadPlain(module, file);
    } catch (error) {
      // Node.js 20 cannot require an ES module: tsx makes something of it that can be required.
      if (error.code !== 'ERR_REQUIRE_ESM') throw error;
      return loadTranslated(module, file);
    }
  };
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

function fail(message) {
  console.error(message);
  process.exitCode = 1;
  return false;
}
