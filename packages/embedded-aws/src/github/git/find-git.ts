import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { RehearsalError } from '../../errors';

/** Oldest git that is taken: it has every command and option that is used here. */
const OLDEST_GIT = '2.20';

const INSTALL = 'Install git (Debian, Ubuntu: apt install git; macOS: xcode-select --install), so that git starts it.';

/**
 * Finds the git program itself, so that it can be run without this process's environment, PATH included.
 * @param program - name or path that starts git
 * @returns path of the program in git's own folder
 * @throws RehearsalError if there is no git or only an older one
 */
export async function findGit(program = 'git'): Promise<string> {
  const version = await ask(program, '--version');
  const found = /^git version (?<number>\d+(?:\.\d+)*)/.exec(version)?.groups?.['number'] ?? '0';
  if (found.localeCompare(OLDEST_GIT, 'en', { numeric: true }) < 0) {
    throw new RehearsalError(`${program} is "${version}", the embedded GitHub needs ${OLDEST_GIT} or newer.`, INSTALL);
  }
  return path.join(await ask(program, '--exec-path'), 'git');
}

async function ask(program: string, question: string): Promise<string> {
  const asked = promisify(execFile)(program, [question]);
  const { stdout } = await asked.catch((cause: unknown) => {
    throw new RehearsalError(
      `${program} does not run, but the embedded GitHub keeps its repositories with it.`,
      INSTALL,
      {
        cause,
      },
    );
  });
  return stdout.trim();
}
