import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Python of the project's virtual environment. */
const PROJECT_PYTHON = join(__dirname, '../../.rehearsal/venv/bin/python');

/** A Python 3 with PyYAML, as the build images of AWS have it: the project's own, else the machine's. */
export const python = existsSync(PROJECT_PYTHON) ? PROJECT_PYTHON : pythonOfMachine();

/** Itself, since pyenv's stand-in for it puts its own folder first on the PATH: before a test's stand-ins for `aws`. */
function pythonOfMachine(): string {
  return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
}
