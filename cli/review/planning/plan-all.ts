import type { PlannedOutputs } from '../placeholders/planned-outputs';
import { inDependencyOrder } from './in-dependency-order';
import { plansAtATime } from 'plan-review/terraform/parallelism';
import { outputsOf, planStack, type Planner, type PlanTarget, type StackPlan } from './plan-stack';

/**
 * Plans stacks, each after those of them that it depends on: what those will publish is known then.
 * @param targets those of head in deploy order, then removed ones
 * @param onPlanned called with every stack whose plan has ended
 */
export async function planAll(
  planner: Planner,
  targets: readonly PlanTarget[],
  onPlanned: (plan: StackPlan) => void,
): Promise<StackPlan[]> {
  return inDependencyOrder<PlanTarget, StackPlan>(targets, {
    limit: plansAtATime(),
    dependenciesOf: (target) => dependenciesOf(target, targets),
    action: async (target, done) => {
      const plan = await planStack(planner, target, publishedBy([...done.values()]));
      onPlanned(plan);
      return plan;
    },
  });
}

/** A removed stack waits for no other: what it depends on is deployed. */
function dependenciesOf({ stack, isRemoved }: PlanTarget, targets: readonly PlanTarget[]): PlanTarget[] {
  if (isRemoved) return [];
  return targets.filter((other) => !other.isRemoved && stack.dependencies.includes(other.stack.name));
}

function publishedBy(plans: readonly StackPlan[]): ReadonlyMap<string, PlannedOutputs> {
  return new Map(
    plans.flatMap((plan) => {
      const outputs = outputsOf(plan);
      return outputs === undefined ? [] : [[plan.stack.name, outputs] as const];
    }),
  );
}
