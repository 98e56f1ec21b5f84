import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installMoto } from 'embedded-aws/moto/install';
import { loadPlatform } from '../../../../config/load';
import { venvOf, type Environment } from '../../../../cli/project';
import { startRehearsal, type Rehearsal } from '../../../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../../../cli/start/rehearsal-environment';
import type { RawConfig } from '../../../helpers/config';
import { paths, useRunFolder } from '../run-folder';
import { startWatchdog, type Watchdog } from '../watchdog';

/** An embedded AWS and GitHub with nothing in them, and a terminal that leads there. */
export interface EmptyCloud {
  readonly rehearsal: Rehearsal;
  /** The environment of the terminal: credentials of the account's owner, the GitHub token, and git with both. */
  env(): Environment;
}

/** Starts an embedded AWS and GitHub before the tests of the file that calls this. @param config names account and repositories */
export function useEmptyCloud(config: RawConfig): EmptyCloud {
  const fileOfRun = useRunFolder();
  let watchdog: Watchdog | undefined;
  let rehearsal: Rehearsal | undefined;
  const running = (): Rehearsal => {
    if (rehearsal === undefined) throw new Error('it runs only inside tests and hooks');
    return rehearsal;
  };

  beforeAll(async () => {
    watchdog = startWatchdog();
    await writeFile(fileOfRun('config.json'), JSON.stringify(config));
    const platform = loadPlatform(fileOfRun('config.json'));
    const python = await installMoto({ directory: venvOf(paths) });
    rehearsal = await startRehearsal({ platform, python, folder: fileOfRun(''), mark: watchdog.mark });
  });

  afterAll(async () => {
    await rehearsal?.close();
    await watchdog?.end();
  });

  return {
    get rehearsal() {
      return running();
    },
    env: () => {
      const { address, github } = running();
      const env = { ...withoutJest(process.env), ...watchdog?.mark, CI: 'true', FORCE_COLOR: '0' };
      const programs = [path.join(venvOf(paths), 'bin'), process.env['PATH'] ?? ''].join(':');
      return { ...rehearsalEnvironment(env, address), ...gitOf(github.url, address.githubToken), PATH: programs };
    },
  };
}

/** Leads git from github.com to the embedded GitHub, and says who commits. Source: git-config documentation, "url.<base>.insteadOf". */
function gitOf(url: string, token: string): Environment {
  const person = { NAME: 'A reader', EMAIL: 'reader@example.org' };
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${url.replace('://', `://x:${token}@`)}/.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/',
    ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`GIT_AUTHOR_${key}`, value])),
    ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`GIT_COMMITTER_${key}`, value])),
  };
}

/** Jest's own settings would change how Node.js and the tools behave. */
function withoutJest(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(NODE_ENV|NODE_OPTIONS|JEST_WORKER_ID|PLATFORM_CONFIG)$/.test(name)),
  );
}
