import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EVERY_RULE } from 'plan-review/findings/every-rule';
import { findingsOf } from 'plan-review/findings/findings-of';
import type { Rule } from 'plan-review/findings/rule';
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

  it('is in the list, wherever it is below rules/', async () => {
    const declared = (await Promise.all(filesBelow(RULES).map(exportsOf))).flat().filter(isRule);
    expect(declared.length).toBeGreaterThan(40);
    expect(declared.map(({ id }) => id).sort()).toEqual([...names].sort());
  });

  it('is tested with what it finds and with what it must not find', () => {
    const tried = Object.entries(cases).filter(([, { finds, passes }]) => finds.length > 0 && passes.length > 0);
    expect(tried.map(([rule]) => rule).sort()).toEqual([...names].sort());
  });
});

const RULES = join(__dirname, '../../src/findings/rules');

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

async function exportsOf(file: string): Promise<readonly unknown[]> {
  return Object.values((await import(file)) as Readonly<Record<string, unknown>>);
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'id' in value && 'check' in value;
}
