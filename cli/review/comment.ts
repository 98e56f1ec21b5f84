import { UserError } from '../errors';
import { askGithub, type GithubRepository } from '../github/github-repository';

/** A pull request on GitHub. */
export interface PullRequest extends GithubRepository {
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
  const request = { what: `the comment in pull request ${pullRequest.number}`, permission: 'pull-requests: write' };
  return askGithub(pullRequest, request, async (octokit, repository) => {
    const place = { ...repository, issue_number: pullRequest.number };
    const { issues } = octokit.rest;
    const comments = await octokit.paginate(issues.listComments, { ...place, per_page: 100 });
    const existing = comments.find((comment) => comment.body?.startsWith(marker));
    if (existing === undefined) {
      await issues.createComment({ ...place, body });
      return 'created';
    }
    if (existing.body?.trim() === body.trim()) return 'unchanged';
    await issues.updateComment({ ...repository, comment_id: existing.id, body });
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
