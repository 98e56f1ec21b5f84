import { ConfigError } from '../../config/config-error';
import { loadPlatform } from '../../config/load';

/** Run by itself: loads each config file named as an argument and prints what came of it, one line of JSON a file. */
for (const file of process.argv.slice(2)) console.log(JSON.stringify(resultOf(file)));

function resultOf(file: string): unknown {
  try {
    return { name: loadPlatform(file).name };
  } catch (error) {
    if (error instanceof ConfigError) return { issues: error.issues, message: error.message };
    throw error;
  }
}
