import { EVERY_RULE } from '../../../../review/findings/every-rule';
import { findingsOf } from '../../../../review/findings/findings-of';
import type { Plan } from '../../../../review/plan/plan';
import { lossCases } from './cases/loss';

const cases = { ...lossCases };

function foundBy(rule: string, plan: Plan): ReturnType<typeof findingsOf> {
  return findingsOf(
    'dev-web',
    plan,
    EVERY_RULE.filter(({ id }) => id === rule),
  );
}

describe.each(Object.entries(cases))('the rule %s', (rule, { finds, passes }) => {
  it.each(finds)('finds $when', ({ plan, severity, says }) => {
    const [finding, ...others] = foundBy(rule, plan);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule, severity, stack: 'dev-web' });
    expect(finding?.title).toMatch(says);
  });

  it.each(passes)('says nothing of $when', ({ plan }) => {
    expect(foundBy(rule, plan)).toEqual([]);
  });

  it('gives the severities that it names', () => {
    const severities = EVERY_RULE.find(({ id }) => id === rule)?.severities;
    for (const { severity } of finds) expect(severities).toContain(severity);
  });
});

describe('every rule', () => {
  it('has a name of its own', () => {
    const names = EVERY_RULE.map(({ id }) => id);
    expect(names).toEqual([...new Set(names)]);
  });
});
