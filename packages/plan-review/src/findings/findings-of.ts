import { describeFault } from '../fault';
import type { Plan, ResourceChange } from '../plan/plan';
import { EVERY_RULE } from './every-rule';
import type { Finding } from './finding';
import { inOrder } from './order';
import type { PlanObservation, Rule } from './rule';

/** Name of the finding that stands for a rule that could not judge. */
export const RULE_FAILED = 'rule-failed';

/**
 * What a reviewer should know about a plan, the worst first. A rule that fails becomes a finding, never a pass.
 * @param stack name of the stack that is planned, or of the Terraform directory
 * @param rules @default - all that there are
 */
export function findingsOf(stack: string, plan: Plan, rules: readonly Rule[] = EVERY_RULE): readonly Finding[] {
  return inOrder(
    rules
      .flatMap((rule) => (rule.about === 'plan' ? ofPlan(rule, plan) : ofChanges(rule, plan)))
      .map((finding) => ({ ...finding, stack })),
  );
}

type StacklessFinding = Omit<Finding, 'stack'>;

function ofPlan(rule: Extract<Rule, { about: 'plan' }>, plan: Plan): readonly StacklessFinding[] {
  return judge(rule, undefined, () => rule.check(plan));
}

function ofChanges(rule: Extract<Rule, { about: 'change' }>, plan: Plan): readonly StacklessFinding[] {
  return plan.changes
    .filter(({ mode }) => mode === 'managed')
    .flatMap((change) => judge(rule, change, () => rule.check(change, plan)));
}

function judge(
  { id, category }: Rule,
  change: ResourceChange | undefined,
  check: () => readonly PlanObservation[],
): readonly StacklessFinding[] {
  const address = change && { address: change.address };
  try {
    return check().map(({ title, ...seen }) => ({ rule: id, category, ...address, ...seen, title: inOneLine(title) }));
  } catch (error) {
    return [
      {
        ...{ rule: RULE_FAILED, severity: 'attention', category: 'planning', ...address },
        title: `The rule ${id} failed for ${change?.address ?? 'the plan'}`,
        detail: `This is a fault of the review (${describeFault(error)}), not of the change. Review this part yourself.`,
      },
    ];
  }
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
