import { askGithub, type GithubRepository } from '../github/github-repository';

/** What was done with the issue. */
export type Kept = 'opened' | 'updated' | 'closed' | 'none needed';

/** By which people find the issue. */
const LABEL = 'drift';
/**
 * The beginning of its text, which distinguishes it from issues that people have given the label to, and from that of
 * another platform of the repository.
 */
function markerFor(config: string | undefined): string {
  return `<!-- fargate-delivery: drift${config === undefined ? '' : ` of ${config}`} -->`;
}

const REQUEST = { what: 'the issue about drift', permission: 'issues: write' } as const;

/**
 * Keeps one open issue of its own with the label `drift` as long as there is drift, and closes it when there is none.
 * @param report Markdown; its first line is the title. undefined: there is no drift
 * @param config of the platform, see `otherConfig`. @default - the repository has one platform
 * @throws UserError if GitHub refuses
 */
export async function keepIssue(tracker: GithubRepository, report: string | undefined, config?: string): Promise<Kept> {
  const marker = markerFor(config);
  return askGithub(tracker, REQUEST, async ({ rest: { issues } }, repository) => {
    const { data } = await issues.listForRepo({ ...repository, labels: LABEL, state: 'open', per_page: 100 });
    const existing = data.find(({ pull_request, body }) => pull_request === undefined && isOwn(body, marker));
    if (report === undefined) {
      if (existing === undefined) return 'none needed';
      const place = { ...repository, issue_number: existing.number };
      await issues.createComment({ ...place, body: 'There is no drift any more.' });
      await issues.update({ ...place, state: 'closed', state_reason: 'completed' });
      return 'closed';
    }
    const { title, body } = partsOf(report, marker, config);
    if (existing === undefined) await issues.create({ ...repository, title, body, labels: [LABEL] });
    else await issues.update({ ...repository, issue_number: existing.number, title, body });
    return existing === undefined ? 'opened' : 'updated';
  });
}

function isOwn(body: string | null | undefined, marker: string): boolean {
  return body?.startsWith(marker) === true;
}

function partsOf(
  report: string,
  marker: string,
  config: string | undefined,
): { readonly title: string; readonly body: string } {
  const [first = '', ...rest] = report.split('\n');
  // GitHub takes titles of 256 characters.
  const title = `${config === undefined ? '' : `${config}: `}${first.replace(/^# /, '')}`.slice(0, 250);
  return { title, body: `${marker}\n${rest.join('\n').trim()}` };
}
