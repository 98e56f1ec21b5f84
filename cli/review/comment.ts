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
    const existing = comments.find((comment) => comment.body?.startsWith(marker) === true && isTrusted(comment));
    if (existing === undefined) {
      await issues.createComment({ ...place, body });
      return 'created';
    }
    if (existing.body?.trim() === body.trim()) return 'unchanged';
    await issues.updateComment({ ...repository, comment_id: existing.id, body });
    return 'updated';
  });
}

/** Authors whose comments count: workflows, and people who may write to the repository. */
const INSIDERS = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Everybody may write a comment that begins with the marker, and change it after the review was put into it. */
function isTrusted({ user, author_association }: CommentAuthor): boolean {
  return user?.type === 'Bot' || INSIDERS.includes(author_association ?? '');
}

/** What GitHub says of who wrote a comment. */
interface CommentAuthor {
  readonly user?: { readonly type: string } | null;
  readonly author_association?: string;
}

function markerOf(body: string): string {
  const [marker = ''] = body.split('\n', 1);
  if (/^<!-- .+ -->$/.test(marker)) return marker;
  throw new UserError(
    'The first line of the comment is no marker such as <!-- fargate-delivery: review -->.',
    'Give the comment.md that npm run review writes.',
  );
}
