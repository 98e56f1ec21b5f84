import type { Finding } from 'plan-review/findings/finding';
import { notPlannedFinding } from 'plan-review/findings/not-planned';
import { isEmpty } from 'plan-review/terraform/plan-folder';
import type { StackPlan } from './planning/plan-stack';

/** Stands for the stacks as a whole where a finding is about no single one. */
const ALL_STACKS = 'all stacks';

/** The findings about a base that could not be synthesized. */
export function baseProblemFinding(ref: string, problem: string): Finding {
  return {
    rule: 'base-not-synthesized',
    severity: 'attention',
    category: 'planning',
    stack: ALL_STACKS,
    title: `${ref} could not be synthesized, so every stack was planned as if it were new`,
    detail: firstLines(problem),
  };
}

/** The findings about how the plans were made. */
export function planningFindings(plans: readonly StackPlan[]): Finding[] {
  return [
    ...(plans.some(({ hasBucket }) => !hasBucket) ? [NO_BUCKET] : []),
    ...plans.flatMap((plan): Finding[] => {
      const stack = plan.stack.name;
      if (plan.outcome.kind === 'failed') return [notPlannedFinding(stack)];
      return plan.isRemoved && !isEmpty(plan.outcome.json) ? [{ ...REMOVED, stack }] : [];
    }),
  ];
}

const NO_BUCKET: Finding = {
  rule: 'no-state-bucket',
  severity: 'note',
  category: 'planning',
  stack: ALL_STACKS,
  title: 'There is no state bucket yet, so everything was planned as new',
  detail: 'npm run bootstrap creates it, once per platform and account.',
};

const REMOVED = {
  rule: 'stack-removed',
  severity: 'note',
  category: 'delivery',
  title: 'It is no longer in the config',
  detail: 'A deployment leaves it as it is. npm run destroy -- --removed destroys it, as planned here.',
} as const;

/** Longest part of a message that a finding repeats, in lines. */
const LINES_SHOWN = 10;

function firstLines(text: string): string {
  return text.trim().split('\n').slice(0, LINES_SHOWN).join(' ');
}
