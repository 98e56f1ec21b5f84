import fc from 'fast-check';
import { renderComment } from 'plan-review/report/comment/render-comment';
import { VERDICTS } from 'plan-review/report/text/words';
import { arbitraryReview } from '../../helpers/arbitrary-review';
import { pageOfMarkdown, type Page } from '../../helpers/html-tree';

const reportUrl = 'https://github.com/example-org/shop/actions/runs/1';

/** Everything that a comment is made of. */
const TAGS = [
  ...['h2', 'h3', 'p', 'strong', 'em', 'ul', 'li', 'code', 'pre', 'span', 'blockquote', 'a', 'details', 'summary'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** What GitHub makes a link, a notification or a picture of, outside code. */
const SIGNALS = [/@[\w]/, /#\d/, /\bGH-\d/i, /:[\w+-]+:/, /:\/\//, /\bwww\./i];

describe('the comment of any review', () => {
  // Rendered once per review: reading it like a browser is what takes long.
  const comments = fc
    .sample(arbitraryReview, { numRuns: 150, seed: 20261126 })
    .map((review) => ({ review, comment: renderComment(review, { reportUrl }) }))
    .map(({ review, comment }) => ({ review, comment, page: pageOfMarkdown(comment) }));

  it('fits into what GitHub takes, however it counts', () => {
    for (const { comment } of comments) expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(65_000);
  });

  it('is shortened in some of them', () => {
    expect(comments.filter(({ comment }) => comment.includes('Shortened to fit')).length).toBeGreaterThan(10);
  });

  it('begins with the marker and the verdict', () => {
    for (const { review, comment } of comments) {
      const { symbol, title } = VERDICTS[review.verdict];
      expect(comment.split('\n').slice(0, 2)).toEqual(['<!-- plan-review -->', `## ${symbol} Plan review: ${title}`]);
    }
  });

  it('has the reasons, and the table with its sum', () => {
    for (const { review, page } of comments) {
      const reasons = review.findings.filter(({ severity }) => severity !== 'note').length;
      expect(topItems(page)).toBe(Math.min(reasons, 8) + (reasons > 8 ? 1 : 0));
      const tables = page.elements.filter(({ tag }) => tag === 'table');
      expect(tables).toHaveLength(review.stacks.length > 0 ? 1 : 0);
      if (review.stacks.length > 1) expect(tables[0]?.text).toContain(`${review.stacks.length} stacks`);
    }
  });

  it('closes every fold and every fence: the last thing in it is outside of them', () => {
    for (const { page } of comments) {
      const details = page.elements.filter(({ tag }) => tag === 'details');
      expect(details.filter(({ inside }) => inside.length > 0)).toEqual([]);
      expect(page.elements.filter(({ tag }) => tag === 'summary')).toHaveLength(details.length);
      expect(page.elements.at(-1)).toMatchObject({
        tag: 'a',
        attributes: { href: reportUrl },
        text: 'The full report',
      });
      expect(['p', 'blockquote']).toContain(page.elements.at(-1)?.inside[0]);
    }
  });

  it('is made of our elements alone, and links to the report alone', () => {
    for (const { page } of comments) {
      expect(page.elements.filter(({ tag }) => !TAGS.includes(tag))).toEqual([]);
      expect(page.elements.filter(({ tag }) => tag === 'a').map(({ attributes }) => attributes)).toEqual([
        { href: reportUrl },
      ]);
      expect(page.elements.filter(({ tag, text }) => tag === 'h2' && !text.includes('Plan review'))).toEqual([]);
    }
  });

  it('notifies no user and refers to no issue', () => {
    for (const { page } of comments) {
      const outsideCode = page.texts.filter(({ inside }) => !inside.includes('code') && !inside.includes('pre'));
      expect(outsideCode.filter(({ text }) => SIGNALS.some((signal) => signal.test(text)))).toEqual([]);
    }
  });
});

/** List items before the table and the folds. */
function topItems({ elements }: Page): number {
  const end = elements.findIndex(({ tag }) => tag === 'table' || tag === 'details');
  return elements.slice(0, end === -1 ? undefined : end).filter(({ tag }) => tag === 'li').length;
}
