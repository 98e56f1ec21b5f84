import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { RehearsalError } from '../errors';

/** Oldest Python that moto's packages run on. */
const OLDEST_PYTHON = '3.10';

/** Tried in this order: what `python3` names first, then any newer one that is installed beside it. */
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

/** Prints the version and the modules a virtual environment needs but this Python lacks. */
const PROBE = [
  'import importlib.util, sys',
  'missing = [m for m in ("venv", "ensurepip") if importlib.util.find_spec(m) is None]',
  'print("%d.%d" % sys.version_info[:2], *missing)',
].join('\n');

/** What one executable turned out to be. */
interface Probed {
  readonly executable: string;
  /** e.g. `3.12` */
  readonly version: string;
  /** Of `venv` and `ensurepip`, those it lacks. */
  readonly missing: readonly string[];
}

/**
 * Finds a Python that can make moto's virtual environment.
 * @param candidates names or paths of executables, tried in order
 * @default `python3`, then `python3.14` down to `python3.10`, then `python`
 * @returns name or path of the first that will do
 * @throws RehearsalError if there is none, saying what was found and what to install
 */
export async function findPython(candidates: readonly string[] = CANDIDATES): Promise<string> {
  const found: Probed[] = [];
  for (const executable of candidates) {
    const probed = await probe(executable);
    if (probed !== undefined && isUsable(probed)) return probed.executable;
    if (probed !== undefined) found.push(probed);
  }
  throw noUsablePython(found);
}

/** @returns undefined if there is no such executable, or it is not a Python 3 */
async function probe(executable: string): Promise<Probed | undefined> {
  const stdout = await promisify(execFile)(executable, ['-c', PROBE]).then(
    (output) => output.stdout,
    () => '',
  );
  const [version, ...missing] = stdout.trim().split(' ');
  return version === undefined || version === '' ? undefined : { executable, version, missing };
}

function isUsable({ version, missing }: Probed): boolean {
  return isNewEnough(version) && missing.length === 0;
}

function isNewEnough(version: string): boolean {
  return version.localeCompare(OLDEST_PYTHON, 'en', { numeric: true }) >= 0;
}

function noUsablePython(found: readonly Probed[]): RehearsalError {
  const incomplete = found.find(({ version }) => isNewEnough(version));
  if (incomplete !== undefined) {
    return new RehearsalError(
      `${incomplete.executable} (Python ${incomplete.version}) lacks the modules ${incomplete.missing.join(' and ')}, which the embedded AWS is installed with.`,
      `Install them (Debian, Ubuntu: apt install python${incomplete.version}-venv).`,
    );
  }
  const [older] = found;
  const what = older === undefined ? 'No Python was found' : `${older.executable} is Python ${older.version}`;
  return new RehearsalError(
    `${what}, but the embedded AWS needs Python ${OLDEST_PYTHON} or newer.`,
    `Install Python ${OLDEST_PYTHON} or newer, so that python3 starts it.`,
  );
}
