import { exitCodeOf } from 'plan-review/output/exit-code';
import type { StackReview, Verdict } from 'plan-review/report/review';

const failed: StackReview = {
  stack: 'dev-hello',
  outcome: { kind: 'failed', message: 'no credentials' },
  changes: [],
  outputs: [],
  placeholders: [],
};

describe('the exit code of a review', () => {
  it.each<{ verdict: Verdict; code: number }>([
    { verdict: 'no changes', code: 0 },
    { verdict: 'safe', code: 0 },
    { verdict: 'attention', code: 2 },
    { verdict: 'dangerous', code: 3 },
  ])('is $code for $verdict', ({ verdict, code }) => {
    expect(exitCodeOf({ verdict, stacks: [] }, [])).toBe(code);
  });

  it('is that of a change that needs attention if somebody accepts a dangerous one', () => {
    expect(exitCodeOf({ verdict: 'dangerous', stacks: [] }, ['dangerous'])).toBe(2);
  });

  it('is 1 if a stack could not be planned, also if danger was accepted: what it would do is not known', () => {
    expect(exitCodeOf({ verdict: 'attention', stacks: [failed] }, [])).toBe(1);
    expect(exitCodeOf({ verdict: 'dangerous', stacks: [failed] }, ['dangerous'])).toBe(1);
  });
});
