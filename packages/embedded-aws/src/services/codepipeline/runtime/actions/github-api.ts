import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { asObject, asText } from '../../../../gateway/json';
import { ActionFailure } from '../action-failure';
import { parseJson } from '../../../../parse-json';

/** A repository at GitHub, and how it is read. */
export interface GithubRepository {
  /** Address of the REST API. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly name: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** A commit as GitHub's API describes it (GitHub REST API, "Get a commit"). */
export interface GithubCommit {
  readonly sha: string;
  /** Its address in the API. */
  readonly url: string;
  readonly message: string;
  /** ISO 8601. */
  readonly authorDate: string;
  /** ISO 8601. */
  readonly committerDate: string;
}

/**
 * Reads a commit.
 * @param reference branch or commit id
 * @throws ActionFailure if there is none, or GitHub does not show it
 */
export async function readCommit(repository: GithubRepository, reference: string): Promise<GithubCommit> {
  const response = await get(repository, `commits/${encodeURIComponent(reference)}`);
  const body = asObject(await response.json());
  const commit = asObject(body['commit']);
  return {
    sha: asText(body['sha']),
    url: asText(body['url']),
    message: asText(commit['message']),
    authorDate: asText(asObject(commit['author'])['date']),
    committerDate: asText(asObject(commit['committer'])['date']),
  };
}

/**
 * Downloads a commit's files as GitHub packs them: in one folder at the top.
 * @param file path of the zip file to write
 * @throws ActionFailure if GitHub does not give them
 */
export async function downloadZip(repository: GithubRepository, sha: string, file: string): Promise<void> {
  const { body } = await get(repository, `zipball/${sha}`);
  if (body === null) throw new ActionFailure('SystemUnavailable', `GitHub sent no files of ${repository.name}.`);
  await pipeline(Readable.fromWeb(body), createWriteStream(file));
}

async function get({ apiUrl, owner, name, token, signal }: GithubRepository, path: string): Promise<Response> {
  const headers = { authorization: `token ${token}`, 'user-agent': 'AWS-CodePipeline' };
  const response = await fetch(`${apiUrl}/repos/${owner}/${name}/${path}`, { headers, signal }).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      throw new ActionFailure('SystemUnavailable', `Unable to connect to GitHub at ${apiUrl}: ${causeOf(error)}`);
    },
  );
  if (!response.ok) throw await failureOf(response, `${owner}/${name}`);
  return response;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** What CodePipeline says to GitHub's refusals (CodePipeline User Guide, "Troubleshooting CodePipeline"). */
async function failureOf(response: Response, repository: string): Promise<ActionFailure> {
  if (response.status === 401) {
    return new ActionFailure(
      'PermissionError',
      `Could not access the GitHub repository: "${repository}". The access token might be invalid or has been revoked.`,
    );
  }
  if (response.status === 404) {
    return new ActionFailure(
      'ConfigurationError',
      `Either the GitHub repository "${repository}" does not exist, or the GitHub access token provided has insufficient permissions to access the repository.`,
    );
  }
  const text = await response.text();
  return new ActionFailure(
    'RevisionUnavailable',
    `GitHub answered ${response.status} for the repository "${repository}": ${messageIn(text)}`,
  );
}

function messageIn(text: string): string {
  return asText(asObject(parseJson(text))['message']) || text;
}
