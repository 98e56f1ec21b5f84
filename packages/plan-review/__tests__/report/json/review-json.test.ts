import fc from 'fast-check';
import { Sensitive, UNKNOWN } from 'plan-review/plan/value';
import { reviewJson } from 'plan-review/report/json/review-json';
import { arbitraryReview } from '../../helpers/arbitrary-review';
import { reviewedChange, reviewOf, stackOf } from '../../helpers/review-parts';

const secret = new Sensitive('a-fingerprint');

const review = reviewOf({
  verdict: 'attention',
  stacks: [
    stackOf('dev-hello', {
      changes: [
        reviewedChange('aws_ssm_parameter.token', 'update', 'attributes', [], {
          before: { value: secret, tags: [{ owner: secret }] },
          after: { value: UNKNOWN, tags: [{ owner: 'shop' }] },
        }),
      ],
      outputs: [{ name: 'url', action: 'update', before: secret, after: UNKNOWN }],
    }),
  ],
});

describe('review.json', () => {
  it('says its version first, then what the review says', () => {
    const keys = ['version', 'verdict', 'findings', 'stacks', 'unchangedStackCount', 'following', 'base', 'head'];
    const json = JSON.parse(reviewJson(review)) as Record<string, unknown>;
    expect(Object.keys(json)).toEqual(keys);
    expect(json).toMatchObject({ version: 1, verdict: 'attention', base: review.base, head: review.head });
  });

  it('has the cost only where something has a price', () => {
    const cost = { region: 'eu-central-1', pricesOf: '2026-11-01', items: [], differenceUsd: 3, usage: [] };
    expect(JSON.parse(reviewJson(reviewOf({ cost })))).toMatchObject({ cost });
    expect(JSON.parse(reviewJson(reviewOf()))).not.toHaveProperty('cost');
  });

  it('says what is secret or not known yet in words, however deep', () => {
    expect(JSON.parse(reviewJson(review))).toMatchObject({
      stacks: [
        {
          changes: [
            {
              change: {
                before: { value: '(sensitive)', tags: [{ owner: '(sensitive)' }] },
                after: { value: '(known after apply)', tags: [{ owner: 'shop' }] },
              },
            },
          ],
          outputs: [{ before: '(sensitive)', after: '(known after apply)' }],
        },
      ],
    });
  });

  it('lets no fingerprint of a secret out', () => {
    expect(reviewJson(review)).not.toContain('fingerprint');
  });

  it('is read back as the same review, for any texts in it', () => {
    for (const any of fc.sample(arbitraryReview, { numRuns: 30, seed: 20261126 })) {
      expect(JSON.parse(reviewJson(any))).toEqual({ version: 1, ...any });
    }
  });
});
