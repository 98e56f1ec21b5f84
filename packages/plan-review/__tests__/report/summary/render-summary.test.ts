import fc from 'fast-check';
import type { Finding, Severity } from 'plan-review/findings/finding';
import { renderSummary } from 'plan-review/report/summary/render-summary';
import { arbitraryReview } from '../../helpers/arbitrary-review';
import { countsOf, reviewOf, stackOf } from '../../helpers/review-parts';

function finding(severity: Severity, title: string): Finding {
  return { rule: 'a-rule', severity, category: 'data-loss', stack: 'hello-registry', title, detail: 'more' };
}

const linesOf = (...args: Parameters<typeof renderSummary>): readonly string[] => renderSummary(...args).split('\n');

describe('the summary of a review at the terminal', () => {
  it('is one line if nothing changes', () => {
    expect(renderSummary(reviewOf())).toBe('No changes: Nothing of what is deployed changes.');
  });

  it('begins with the verdict, then has the worst reasons first, without notes', () => {
    const findings = [finding('note', 'by the way'), finding('attention', 'look'), finding('dangerous', 'all is lost')];
    expect(linesOf(reviewOf({ verdict: 'dangerous', findings }))).toEqual([
      'Dangerous: Somebody has to accept this change explicitly.',
      '',
      'Dangerous, data loss: all is lost (hello-registry)',
      'Attention, data loss: look (hello-registry)',
    ]);
  });

  it('shows eight reasons and counts the others', () => {
    const findings = Array.from({ length: 11 }, (_, index) => finding('attention', `reason ${index}`));
    const lines = linesOf(reviewOf({ verdict: 'attention', findings }));
    expect(lines.filter((line) => line.startsWith('Attention, '))).toHaveLength(8);
    expect(lines.at(-1)).toBe('and 3 more findings, in the report');
  });

  it('has a line per stack, also of one that could not be planned', () => {
    const stacks = [
      stackOf('dev-hello', { outcome: { kind: 'planned', counts: countsOf({ add: 2, destroy: 1, replace: 1 }) } }),
      stackOf('dev-orders', { outcome: { kind: 'failed', message: 'Error: no' } }),
    ];
    const lines = linesOf(reviewOf({ verdict: 'dangerous', stacks, unchangedStackCount: 14 }));
    expect(lines.slice(2)).toEqual([
      'dev-hello: 1 created, 1 replaced',
      'dev-orders: could not be planned',
      '14 other stacks the same, not planned',
    ]);
  });

  it('says what it costs, and at whose prices', () => {
    const cost = { region: 'eu-central-1', pricesOf: '2026-11-01', items: [], differenceUsd: -37.96, usage: [] };
    const said = linesOf(reviewOf({ cost })).map((line) => line.trim());
    expect(said.join(' ')).toContain('−37.96 USD a month, without what is paid by use. Prices of eu-central-1');
  });

  it('names what may change later, and why', () => {
    const following = [{ stack: 'dev-hello', reason: 'reads url of dev-network, which changes' }];
    expect(linesOf(reviewOf({ following })).slice(2)).toEqual([
      '1 more stack may change and could not be planned yet:',
      '  dev-hello: reads url of dev-network, which changes',
    ]);
  });

  it('ends with what to do next, never wrapped', () => {
    const next = `The whole review: /${'folder/'.repeat(20)}report.html`;
    expect(linesOf(reviewOf(), { next: [next] }).at(-1)).toBe(next);
  });
});

describe('the summary of any review', () => {
  const summaries = fc
    .sample(arbitraryReview, { numRuns: 60, seed: 20261126 })
    .map((review) => ({ review, lines: linesOf(review) }));

  it('has at most 80 characters a line', () => {
    for (const { lines } of summaries) {
      expect(lines.filter((line) => Array.from(line).length > 80)).toEqual([]);
    }
  });

  it('contains no character that moves the cursor, hides text or reverses its direction', () => {
    for (const { lines } of summaries) {
      expect(lines.filter((line) => /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(line))).toEqual([]);
    }
  });

  it('loses no stack', () => {
    for (const { review, lines } of summaries) {
      const starts = review.stacks.map((_, index) => lines.some((line) => line.startsWith(`${index}-`)));
      expect(starts.every((isShown) => isShown)).toBe(true);
    }
  });
});
