import type { Finding } from '../../findings/finding';
import type { Review } from '../review';
import { moreFindings, reasonsOf } from '../text/order';
import { CATEGORY_WORDS, counted, SEVERITIES, VERDICTS } from '../text/words';
import { code, prose, within } from './markdown';
import type { CommentOptions } from './options';

/** How many reasons are shown at the top; the rest follows with the stacks. */
const MOST_REASONS = 8;

/** The verdict, what was compared, and the reasons. */
export function head(review: Review, options: CommentOptions): string {
  return [verdict(review, options), comparison(review), reasons(review)].filter((part) => part !== '').join('\n\n');
}

function verdict({ verdict }: Review, { acceptingLabel }: CommentOptions): string {
  const { symbol, title, meaning } = VERDICTS[verdict];
  const label =
    verdict === 'dangerous' && acceptingLabel !== undefined
      ? ` To accept it, add the label ${within(200, acceptingLabel, code)}.`
      : '';
  return `## ${symbol} Plan review: ${title}\n\n**${meaning}**${label}`;
}

function comparison({ base, head, stacks, unchangedStackCount }: Review): string {
  const side = ({ ref, commit }: Review['base']): string =>
    // The working tree has no commit id.
    [within(200, ref, code), ...(commit === '' ? [] : [`(${within(60, commit.slice(0, 12), code)})`])].join(' ');
  const others = unchangedStackCount === 0 ? '' : `; ${counted(unchangedStackCount, 'other')} the same, not planned`;
  return `${side(head)} compared with ${side(base)}: ${counted(stacks.length, 'stack')} changed${others}.`;
}

function reasons({ findings }: Review): string {
  const all = reasonsOf(findings);
  if (all.length === 0) return '';
  const hidden = all.slice(MOST_REASONS);
  return [
    '### Reasons',
    '',
    ...all.slice(0, MOST_REASONS).map(reason),
    ...(hidden.length > 0 ? [`- and ${moreFindings(hidden)}, with the stacks below`] : []),
  ].join('\n');
}

/** One line: the consequences in full stand with the stack. */
function reason(finding: Finding): string {
  const { symbol, title } = SEVERITIES[finding.severity];
  const kind = `${title}, ${CATEGORY_WORDS[finding.category]}`;
  return `- ${symbol} **${kind}:** ${within(600, finding.title, prose)} (${place(finding)})`;
}

/** Where a finding is. */
export function place({ stack, address }: Finding): string {
  const where = within(200, stack, code);
  return address === undefined ? where : `${where}, ${within(400, address, code)}`;
}
