import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { UserError } from '../errors';
import type { Environment } from '../project';

/** A repository on GitHub, and the token that it is asked with. */
export interface GithubRepository {
  /** E.g. `https://api.github.com`. */
  readonly apiUrl: string;
  readonly token: string;
  /** E.g. `example-org/platform`. */
  readonly repository: string;
}

/**
 * The repository of the workflow that runs this. Source: GitHub Actions, "Variables reference".
 * @param may what the token has to be allowed, e.g. `may write issues`
 * @throws UserError that names what is missing
 */
export function githubRepositoryOf(env: Environment, may: string): GithubRepository {
  const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token, GITHUB_API_URL: apiUrl } = env;
  const missing = Object.entries({ GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token })
    .filter(([, value]) => value === undefined || value === '')
    .map(([name]) => name);
  if (repository === undefined || token === undefined || missing.length > 0) {
    throw new UserError(
      `${missing.join(' and ')} must be set.`,
      `GITHUB_REPOSITORY=<owner>/<name>, GITHUB_TOKEN=<a token that ${may}>. A workflow has both.`,
    );
  }
  return { apiUrl: apiUrl ?? 'https://api.github.com', token, repository };
}

/** What is wanted of GitHub, for the message if it refuses. */
export interface GithubRequest {
  /** E.g. `the comment in pull request 7`. */
  readonly what: string;
  /** The permission that it takes, e.g. `issues: write`. */
  readonly permission: string;
}

/**
 * Asks GitHub.
 * @param question is given a client and the owner and name of the repository
 * @throws UserError if GitHub refuses, or cannot be reached
 */
export async function askGithub<Answer>(
  { apiUrl, token, repository }: GithubRepository,
  { what, permission }: GithubRequest,
  question: (octokit: Octokit, place: { readonly owner: string; readonly repo: string }) => Promise<Answer>,
): Promise<Answer> {
  const [owner = '', repo = ''] = repository.split('/');
  try {
    return await question(new Octokit({ auth: token, baseUrl: apiUrl, log: SILENT }), { owner, repo });
  } catch (error) {
    const refusal = requestError.safeParse(error);
    if (!refusal.success) throw error;
    const { status, message, response } = refusal.data;
    if (response === undefined) throw unreachable(apiUrl, what, message, error);
    throw new UserError(
      `GitHub refuses ${what} of ${repository}: ${status} ${message}.`,
      `The token needs the permission "${permission}".`,
      { cause: error },
    );
  }
}

function unreachable(apiUrl: string, what: string, why: string, cause: unknown): UserError {
  return new UserError(
    `GitHub cannot be reached at ${apiUrl} for ${what}: ${why}.`,
    'Check the network and, if it is set, GITHUB_API_URL.',
    { cause },
  );
}

/** The errors of Octokit are known by their status, which it makes up where GitHub gave no response. */
const requestError = z.looseObject({ status: z.number(), message: z.string(), response: z.looseObject({}).optional() });

/** Octokit would also write to the console what its errors say. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing to do.
}
