import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFailure, writeReview } from 'plan-review/output/write-review';
import { Sensitive, UNKNOWN } from 'plan-review/plan/value';
import { COMMENT_MARKER } from 'plan-review/report/comment/options';
import { reviewOf } from 'plan-review/review-of';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();
const read = (file: string): string => readFileSync(join(temporary.path(), file), 'utf8');

const review = reviewOf({
  stacks: [
    {
      stack: 'dev-hello',
      placeholders: [],
      result: {
        kind: 'planned',
        plan: {
          terraformVersion: '1.11.4',
          changes: [],
          unchanged: [],
          drift: [],
          outputs: [{ name: 'url', action: 'update', before: new Sensitive('fingerprint'), after: UNKNOWN }],
          counts: { import: 0, add: 0, change: 0, destroy: 0, replace: 0, move: 0, forget: 0 },
          isErrored: false,
        },
      },
    },
  ],
  findings: [],
  region: 'eu-central-1',
  unchangedStackCount: 14,
  following: [],
  base: { ref: 'main', commit: 'a'.repeat(40) },
  head: { ref: 'working tree', commit: '' },
});

describe('what is written of a review', () => {
  it('is a comment that can be found again, a report for browsers, and JSON', async () => {
    await writeReview(temporary.path(), review, { reportUrl: 'https://example.org/report' });
    expect(readdirSync(temporary.path()).sort()).toEqual(['comment.md', 'report.html', 'review.json']);
    expect(read('comment.md').startsWith(`${COMMENT_MARKER}\n`)).toBe(true);
    expect(read('report.html')).toMatch(/^<!doctype html>/);
  });

  it('writes hidden and unknown values as words in JSON, and no fingerprint of a secret', async () => {
    await writeReview(temporary.path(), review);
    expect(JSON.parse(read('review.json'))).toMatchObject({
      verdict: 'safe',
      stacks: [{ outputs: [{ name: 'url', before: '(sensitive)', after: '(known after apply)' }] }],
    });
    expect(read('review.json')).not.toContain('fingerprint');
  });
});

describe('what is written of a review that failed', () => {
  it('replaces the previous comment, and says why, without the place in the code', async () => {
    await writeFailure(temporary.path(), 'No AWS credentials were found.\n    at ask (s3.ts:1:1)\nSet AWS_PROFILE.');
    expect(read('comment.md').startsWith(`${COMMENT_MARKER}\n`)).toBe(true);
    expect(read('comment.md')).toContain('No AWS credentials were found.\nSet AWS_PROFILE.');
    expect(read('comment.md')).not.toContain('s3.ts');
  });

  it('removes the report of an earlier review', async () => {
    await writeReview(temporary.path(), review);
    await writeFailure(temporary.path(), 'No AWS credentials were found.');
    expect(readdirSync(temporary.path())).toEqual(['comment.md']);
  });

  it('cannot end its Markdown block', async () => {
    await writeFailure(temporary.path(), '~~~~~~~~\n# Approved');
    expect(read('comment.md').match(/~{8}/g)).toHaveLength(2);
  });
});
