import { EVERY_RULE } from 'plan-review/findings/every-rule';
import { findingsOf } from 'plan-review/findings/findings-of';
import type { Plan } from 'plan-review/plan/plan';
import { accessCases } from './cases/access';
import { lossCases } from './cases/loss';
import { deliveryCases } from './cases/delivery';
import { newAccessCases } from './cases/new-access';
import { permissionCases } from './cases/permissions';
import { policyCases } from './cases/policy';
import { securityCases } from './cases/security';
import { serviceCases } from './cases/service';

const cases = {
  ...lossCases,
  ...accessCases,
  ...permissionCases,
  ...securityCases,
  ...serviceCases,
  ...deliveryCases,
  ...newAccessCases,
  ...policyCases,
};

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
  const names = EVERY_RULE.map(({ id }) => id);

  it('has a name of its own', () => {
    expect(names).toEqual([...new Set(names)]);
  });

  it('is tried in both ways: with what it finds, and with what it must not find', () => {
    const tried = Object.entries(cases).filter(([, { finds, passes }]) => finds.length > 0 && passes.length > 0);
    expect(tried.map(([rule]) => rule).sort()).toEqual([...names].sort());
  });
});
