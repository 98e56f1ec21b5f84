/**
 * Starts the command line: checks the version of Node.js, registers a loader for TypeScript and runs `main`. Plain
 * JavaScript without dependencies and without new syntax, because it runs before the packages exist and so that a
 * Node.js that is too old can still say so.
 */
import { sep } from 'path';

const OLDEST_NODE = 20;

/** Whether this Node.js is new enough; says what to do if it is not. */
export function nodeIsNewEnough() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return true;
  return fail(
    'Node.js ' + process.versions.node + ' is too old: install Node.js ' + OLDEST_NODE + ' or newer (nodejs.org).',
  );
}

/**
 * Runs the command line.
 * @param require of the file that starts it
 * @param file what exports `main`, from there
 * @param startedBy see StartedBy in main.ts
 */
export function launch(require, file, startedBy) {
  // The versions of the AWS SDK are fixed, so its warning about the Node.js that later versions need does not apply.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  learnTypeScript(require);
  require(file).main(startedBy);
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
      // Node.js 20 cannot require an ES module: tsx translates it to CommonJS, which can be required.
      if (error.code !== 'ERR_REQUIRE_ESM') throw error;
      return loadTranslated(module, file);
    }
  };
}

/** @returns false */
export function fail(message) {
  console.error(message);
  process.exitCode = 1;
  return false;
}
