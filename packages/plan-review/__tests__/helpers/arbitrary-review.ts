import fc from 'fast-check';
import { CATEGORIES, type Finding } from 'plan-review/findings/finding';
import type { Review, ReviewedChange, StackReview, Verdict } from 'plan-review/report/review';
import { countsOf, reviewOf, stackOf } from './review-parts';

/** What somebody might name a resource, or write into an attribute, to make a report show or do something else. */
const HOSTILE_TEXTS: readonly string[] = [
  '</details>',
  '<details open><summary>',
  '</summary></code></td></tr></table>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- ',
  '-->',
  '```',
  '````diff',
  '~~~',
  '`',
  '``',
  '` <b>bold</b> `',
  '@everyone',
  'a@example.org',
  '@org/team',
  '#123',
  'owner/repository#123',
  'GH-7',
  ':rocket:',
  'https://example.org/?a=b',
  'www.example.org',
  '[a link](https://example.org)',
  '![an image](https://example.org/a.png)',
  '[^1]',
  '| a | b |',
  '\\|',
  '\\',
  '$x$ $$y$$',
  '# heading',
  '## ✅ Plan review: Safe',
  '> quote',
  '- item',
  '1. item',
  '---',
  '***bold***',
  '__bold__',
  '&lt;b&gt;&#64;everyone',
  '\n\n## ✅ Safe\n\n',
  '\r\n</details>\r\n',
  '\u2028\u2029',
  '\u202egnp.exe',
  '\u200b\u200d\u0000\u001b[31m',
  '::error::failed',
  'javascript:alert(1)',
  '"><svg onload=alert(1)>',
  "' onclick='alert(1)",
  'a'.repeat(3000),
  '$'.repeat(3000),
  '`'.repeat(500),
  '😀'.repeat(800),
  '\ud83d',
];

/** Any text: hostile, ordinary, or a mixture. */
export const arbitraryText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.stringMatching(/^aws_[a-z]{2,8}\.[a-z]{1,8}(\["[a-z|.@/]{1,9}"\])?$/),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.lorem({ maxCount: 3 })), { minLength: 2, maxLength: 4 })
    .map((texts) => texts.join(' ')),
);

/** Sizes of a review, from nothing to what no comment has room for. */
export interface ReviewSizes {
  readonly stacks: number;
  readonly changes: number;
  readonly linesPerChange: number;
  readonly findings: number;
}

const VERDICTS: readonly Verdict[] = ['no changes', 'safe', 'attention', 'dangerous'];
const SEVERITIES = ['note', 'attention', 'dangerous'] as const;
const ACTIONS = ['create', 'update', 'replace', 'delete', 'no-op', 'read', 'forget'] as const;
const KINDS = ['added', 'removed', 'changed', 'context'] as const;

/** A review of such sizes, its texts taken from some in turn. */
export function reviewOfSizes(sizes: ReviewSizes, texts: readonly string[], verdict: Verdict): Review {
  let taken = 0;
  const text = (): string => texts[taken++ % texts.length] ?? '';
  const stacks = numbered(sizes.stacks).map((index) => arbitraryStack(index, sizes, text));
  const name = (index: number): string => stacks[index % stacks.length]?.stack ?? '';
  return reviewOf({
    verdict,
    stacks,
    findings: numbered(sizes.findings).map((index) => arbitraryFinding(index, name(index), text)),
    unchangedStackCount: sizes.findings,
    following: numbered(Math.floor(sizes.stacks / 2)).map((index) => ({ stack: name(index), reason: text() })),
    cost: {
      region: 'eu-central-1',
      pricesOf: '2026-11-01',
      items: numbered(sizes.changes % 100).map((index) => ({
        ...{ stack: name(index), address: text(), item: text(), arithmetic: text() },
        ...{ beforeUsd: index / 3, afterUsd: index / 7 },
      })),
      differenceUsd: -sizes.changes / 9,
      usage: [text()],
    },
    base: { ref: text(), commit: '0f3c5b7e91d24a6885c1f0be7d92a4431c6e8a10' },
  });
}

/** Any review: mostly small, sometimes of hundreds of stacks and thousands of changes. */
export const arbitraryReview: fc.Arbitrary<Review> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: sizesUpTo(6, 30, 6, 12) },
      { weight: 2, arbitrary: sizesUpTo(60, 400, 40, 100) },
      { weight: 1, arbitrary: sizesUpTo(500, 5000, 8, 800) },
    ),
    fc.array(arbitraryText, { minLength: 1, maxLength: 40 }),
    fc.constantFrom(...VERDICTS),
  )
  .map(([sizes, texts, verdict]) => reviewOfSizes(sizes, texts, verdict));

function sizesUpTo(
  stacks: number,
  changes: number,
  linesPerChange: number,
  findings: number,
): fc.Arbitrary<ReviewSizes> {
  return fc.record({
    stacks: fc.nat(stacks),
    changes: fc.nat(changes),
    linesPerChange: fc.nat(linesPerChange),
    findings: fc.nat(findings),
  });
}

function arbitraryStack(index: number, sizes: ReviewSizes, text: () => string): StackReview {
  const stack = `${index}-${text()}`;
  if (index % 9 === 5) return stackOf(stack, { outcome: { kind: 'failed', message: `${text()}\n${text()}` } });
  const changes = numbered(Math.floor(sizes.changes / sizes.stacks));
  return stackOf(stack, {
    outcome: {
      kind: 'planned',
      counts: countsOf({ add: changes.length, destroy: index, replace: index % 2, import: index % 3 }),
    },
    changes: changes.map((change) => arbitraryChange(change + index, sizes.linesPerChange, text)),
    outputs:
      index % 4 === 0 ? [{ name: text(), action: 'update', before: text(), after: { [text()]: [text(), null] } }] : [],
    placeholders: index % 5 === 0 ? [{ stack: text(), output: text(), value: text() }] : [],
  });
}

function arbitraryChange(index: number, lineCount: number, text: () => string): ReviewedChange {
  const lines = numbered(lineCount).map((line) => ({ kind: at(KINDS, line), text: text() }));
  return {
    change: {
      ...{
        address: text(),
        mode: 'managed',
        type: 'aws_lb',
        name: text(),
        provider: 'aws',
        action: at(ACTIONS, index),
      },
      ...(index % 6 === 0 ? { previousAddress: text(), importId: text() } : {}),
      replacePaths: [[text(), index]],
      before: {},
      after: {},
    },
    differences: index % 3 === 0 ? [] : [{ subject: text(), lines }],
  };
}

function arbitraryFinding(index: number, stack: string, text: () => string): Finding {
  return {
    ...{ rule: text(), severity: at(SEVERITIES, index), category: at(CATEGORIES, index), stack },
    ...(index % 2 === 0 ? { address: text() } : {}),
    ...{ title: text(), detail: text() },
  };
}

function at<Item>(items: readonly [Item, ...Item[]], index: number): Item {
  return items[index % items.length] ?? items[0];
}

function numbered(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
