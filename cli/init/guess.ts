import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { platformNames, serviceNames } from '../../config/names';
import type { Environment } from '../project';
import { EXAMPLES, issuesOf, VALUE_NAMES, type KnownValues } from './values';

/** What a folder and its surroundings say of a project in it. */
export interface Surroundings {
  /** The folder of the project. */
  readonly folder: string;
  /** The environment of the command. */
  readonly env: Environment;
  /** Address of the git remote `origin`. @default - there is none */
  readonly origin?: string | undefined;
}

/** A repository on github.com. */
interface Repository {
  readonly owner: string;
  readonly repository: string;
}

/**
 * The ways in which git addresses a repository on github.com. Sources: git-clone documentation, "GIT URLS"; GitHub
 * documentation, "About remote repositories" and "Using SSH over the HTTPS port".
 */
const ON_GITHUB =
  /^(?:https:\/\/(?:[^@/]+@)?github\.com\/|(?:ssh:\/\/)?git@(?:ssh\.)?github\.com(?::443)?[:/])([^/]+)\/([^/]+?)(?:\.git)?\/?$/;

/**
 * What is likely, of all that is not known: the name from the folder, the region from the environment, the owner and the
 * repository from `origin`, and the service from its repository. Without a repository it is the sample `hello`. What the
 * config would refuse is not guessed.
 * @param known what is known already; guesses follow from it
 */
export function guessesOf({ folder, env, origin }: Surroundings, known: KnownValues): KnownValues {
  const found = origin === undefined ? undefined : repositoryAt(origin);
  const repository = known.repository ?? found?.repository;
  const service = repository === undefined ? EXAMPLES.service : serviceNames.suggest(repository);
  const likely: { readonly [Name in keyof KnownValues]: string | undefined } = {
    name: platformNames.suggest(path.basename(folder)),
    region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'],
    owner: found?.owner,
    repository: repository ?? known.service ?? service,
    service,
  };
  return Object.fromEntries(
    VALUE_NAMES.filter((name) => known[name] === undefined)
      .map((name) => [name, likely[name]] as const)
      .filter(([name, value]) => value !== undefined && issuesOf({ [name]: value }, [name]).length === 0),
  );
}

/** The repository of an address, if it is on github.com. */
function repositoryAt(address: string): Repository | undefined {
  const [, owner, repository] = ON_GITHUB.exec(address) ?? [];
  return owner === undefined || repository === undefined ? undefined : { owner, repository };
}

/** The address of `origin` of the repository that a folder is in; `undefined` if there is none, or no git. */
export async function originOf(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['config', '--get', 'remote.origin.url'], { cwd: folder });
    return stdout.trim();
  } catch {
    // It is a guess: the person is asked, or told what is missing.
    return undefined;
  }
}
