import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { ContinuousIntegration, Platform } from '../../config/types';
import type { Environment } from '../project';

/** What GitHub numbers an owner and a repository by. */
export interface RepositoryIds {
  readonly ownerId: string;
  readonly repositoryId: string;
}

/** GitHub answers in much less, or is not to be reached. */
const LONGEST_WAIT_MS = 5_000;

const answer = z.object({ id: z.number(), owner: z.object({ id: z.number() }) });

/**
 * Asks GitHub for the numbers of a repository; of a private one only a token that may read it gets them. Source: GitHub
 * documentation, "REST API endpoints for repositories", get a repository.
 * @param repository with its owner, e.g. `example-org/platform`
 * @returns undefined if GitHub does not tell them
 */
export async function repositoryIds(repository: string, env: Environment): Promise<RepositoryIds | undefined> {
  const auth = env['GITHUB_TOKEN'] ?? env['GH_TOKEN'] ?? env['TF_VAR_github_token'];
  const baseUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const [owner = '', repo = ''] = repository.split('/');
  try {
    const github = new Octokit({ baseUrl, ...(auth !== undefined && { auth }), log: SILENT });
    const { data } = await github.rest.repos.get({
      owner,
      repo,
      request: { signal: AbortSignal.timeout(LONGEST_WAIT_MS) },
    });
    const { id, owner: its } = answer.parse(data);
    return { ownerId: String(its.id), repositoryId: String(id) };
  } catch {
    // This is advice: the command has not failed if it cannot be given.
    return undefined;
  }
}

/**
 * What to tell of the numbers that a config has or lacks.
 * @param found what GitHub says. undefined: nothing
 * @returns undefined if there is nothing to tell
 */
export function adviceOnIds(
  { github, ci }: Pick<Platform, 'ci' | 'github'>,
  found: RepositoryIds | undefined,
): string | undefined {
  if (ci === undefined) return undefined;
  const repository = `${github.owner}/${ci.repository}`;
  if (found === undefined) return ci.repositoryId === undefined ? unknownIds(repository) : undefined;
  if (ci.ownerId === found.ownerId && ci.repositoryId === found.repositoryId) return undefined;
  const problem =
    ci.repositoryId === undefined
      ? `The roles of jobs know ${repository} by its name alone: a branch, or a repository that gets this name later, might assume them.`
      : `GitHub numbers ${repository} otherwise than ci.ownerId and ci.repositoryId: its jobs cannot assume the roles.`;
  return `${problem} Put this into the config, then run npm run bootstrap:\n  ${linesOf(ci, found)}`;
}

function unknownIds(repository: string): string {
  return (
    `The roles of jobs know ${repository} by its name alone. With ci.ownerId and ci.repositoryId they also check its ` +
    'branch (not with GitHub Enterprise Server). GitHub did not tell them: set GITHUB_TOKEN to a token that may read ' +
    'the repository, then run npm run jobs.'
  );
}

function linesOf({ repository }: ContinuousIntegration, { ownerId, repositoryId }: RepositoryIds): string {
  return `ci: { repository: '${repository}', ownerId: '${ownerId}', repositoryId: '${repositoryId}' }`;
}

/** Octokit would also write to the console what its errors say. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing to do.
}
