import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { UserError } from '../errors';

/** A pull request on GitHub. */
export interface PullRequest {
  /** E.g. `https://api.github.com`. */
  readonly apiUrl: string;
  readonly token: string;
  /** E.g. `example-org/platform`. */
  readonly repository: string;
  readonly number: number;
}

/** What was done to have the comment there. */
export type Upserted = 'created' | 'updated' | 'unchanged';

/**
 * Keeps one comment of a kind in a pull request: makes it the first time and changes it ever after.
 * @param body Markdown; its first line is an HTML comment, by which the comment is found again
 * @throws UserError if the body has no such line, or GitHub refuses
 */
export async function upsertComment(pullRequest: PullRequest, body: string): Promise<Upserted> {
  const marker = markerOf(body);
  const [owner = '', repo = ''] = pullRequest.repository.split('/');
  const octokit = new Octokit({ auth: pullRequest.token, baseUrl: pullRequest.apiUrl, log: SILENT });
  const place = { owner, repo, issue_number: pullRequest.number };
  return asking(pullRequest, async () => {
    const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...place, per_page: 100 });
    const existing = comments.find((comment) => comment.body?.startsWith(marker));
    if (existing === undefined) {
      await octokit.rest.issues.createComment({ ...place, body });
      return 'created';
    }
    if (existing.body?.trim() === body.trim()) return 'unchanged';
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: existing.id, body });
    return 'updated';
  });
}

function markerOf(body: string): string {
  const [marker = ''] = body.split('\n', 1);
  if (/^<!-- .+ -->$/.test(marker)) return marker;
  throw new UserError(
    'The first line of the comment is no marker such as <!-- fargate-delivery: review -->.',
    'Give the comment.md that npm run review writes.',
  );
}

/** Octokit writes to the console what it is told by errors anyway. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing to do.
}

/** The errors of Octokit are known by their status. */
const requestError = z.looseObject({ status: z.number(), message: z.string() });

async function asking<Answer>({ repository, number }: PullRequest, question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    const refusal = requestError.safeParse(error);
    if (!refusal.success) throw error;
    const { status, message } = refusal.data;
    throw new UserError(
      `GitHub refuses the comment in pull request ${number} of ${repository}: ${status} ${message}.`,
      'The token needs read and write access to pull requests (permissions: pull-requests: write).',
      { cause: error },
    );
  }
}
