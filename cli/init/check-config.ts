import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadPlatform } from '../../config/load';

/** This library, as its files name it. */
const LIBRARY = path.join(__dirname, '../../index');

/**
 * Loads the config file in a folder, as the commands will, also where no package is installed yet: what it imports is
 * the library that runs.
 * @throws ConfigError if the commands would refuse it
 */
export function checkConfig(folder: string): void {
  const config = path.join(folder, 'platform.config.ts');
  if (!existsSync(config)) return;
  const library = path.join(folder, 'node_modules', 'fargate-delivery');
  mkdirSync(library, { recursive: true });
  writeFileSync(path.join(library, 'index.js'), `module.exports = require(${JSON.stringify(LIBRARY)});\n`);
  loadPlatform(config);
}
