import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { UserError } from '../errors';
import type { Environment } from '../project';

/** Where the issue is. */
export interface IssueTracker {
  /** E.g. `https://api.github.com`. */
  readonly apiUrl: string;
  readonly token: string;
  /** E.g. `example-org/platform`. */
  readonly repository: string;
}

/** What became of the issue. */
export type Kept = 'opened' | 'updated' | 'closed' | 'none needed';

/** By which the issue is found again. */
const LABEL = 'drift';

/** Octokit would write to the console what errors tell anyway. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The errors of Octokit are known by their status. */
const requestError = z.looseObject({ status: z.number(), message: z.string() });

/**
 * The repository of the workflow that runs this.
 * @throws UserError if it is none
 */
export function issueTrackerOf(env: Environment): IssueTracker {
  const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token, GITHUB_API_URL: apiUrl } = env;
  if (repository !== undefined && token !== undefined) {
    return { apiUrl: apiUrl ?? 'https://api.github.com', token, repository };
  }
  throw new UserError(
    '--issue needs a repository and a token.',
    'Set GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN; a workflow has both.',
  );
}

/**
 * Keeps one open issue with the label `drift` as long as there is drift, and closes it when there is none.
 * @param report Markdown; its first line is the title. undefined: there is no drift
 * @throws UserError if GitHub refuses
 */
export async function keepIssue(tracker: IssueTracker, report: string | undefined): Promise<Kept> {
  const [owner = '', repo = ''] = tracker.repository.split('/');
  const { issues } = new Octokit({ auth: tracker.token, baseUrl: tracker.apiUrl, log: SILENT }).rest;
  return asking(tracker, async () => {
    const { data } = await issues.listForRepo({ owner, repo, labels: LABEL, state: 'open', per_page: 100 });
    const [existing] = data.filter((issue) => issue.pull_request === undefined);
    const issue_number = existing?.number ?? 0;
    if (report === undefined) {
      if (existing === undefined) return 'none needed';
      await issues.createComment({ owner, repo, issue_number, body: 'There is no drift any more.' });
      await issues.update({ owner, repo, issue_number, state: 'closed', state_reason: 'completed' });
      return 'closed';
    }
    const { title, body } = partsOf(report);
    if (existing === undefined) await issues.create({ owner, repo, title, body, labels: [LABEL] });
    else await issues.update({ owner, repo, issue_number, title, body });
    return existing === undefined ? 'opened' : 'updated';
  });
}

function partsOf(report: string): { readonly title: string; readonly body: string } {
  const [first = '', ...rest] = report.split('\n');
  // GitHub takes titles of 256 characters.
  return { title: first.replace(/^# /, '').slice(0, 250), body: rest.join('\n').trim() };
}

async function asking<Answer>({ repository }: IssueTracker, question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    const refusal = requestError.safeParse(error);
    if (!refusal.success) throw error;
    const { status, message } = refusal.data;
    throw new UserError(
      `GitHub refuses the issue in ${repository}: ${status} ${message}.`,
      'The token needs to write issues (permissions: issues: write).',
      { cause: error },
    );
  }
}

function ignore(): void {
  // Nothing to do.
}
