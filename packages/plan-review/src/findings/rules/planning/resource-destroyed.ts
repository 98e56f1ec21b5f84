import type { Plan, ResourceChange } from '../../../plan/plan';
import type { PlanRule } from '../../rule';
import { SERVING } from '../delivery/serving';
import { dataIn } from '../loss/data-bearing';
import { PROTECTIVE_RESOURCES } from '../security/protective-resources';

/** Types that every change replaces, that only delete other resources, or that are only a step of an apply. */
const HARMLESS: ReadonlySet<string> = new Set([
  'aws_api_gateway_deployment',
  'aws_apigatewayv2_deployment',
  'aws_ecr_lifecycle_policy',
  'aws_ecs_task_definition',
  'aws_s3_bucket_lifecycle_configuration',
  'null_resource',
  'terraform_data',
  'time_sleep',
]);

/** How many are named. */
const MOST_NAMED = 8;

/** Every other destruction, so that none is left out of the findings. */
export const resourceDestroyed: PlanRule = {
  about: 'plan',
  id: 'resource-destroyed',
  category: 'downtime',
  severities: ['attention'],
  meaning: 'Something is destroyed that no other rule is about.',
  check: (plan) => {
    const destroyed = plan.changes.filter((change) => isDestroyed(change) && !hasRuleOfItsOwn(change));
    const [first, ...others] = destroyed;
    if (first === undefined || isWholeStack(plan)) return [];
    const names = destroyed.slice(0, MOST_NAMED).map(({ address }) => `\`${address}\``);
    const more = destroyed.length - names.length;
    return [
      {
        severity: 'attention',
        ...(others.length === 0 && { address: first.address }),
        title: others.length === 0 ? `${first.address} is destroyed` : `${destroyed.length} resources are destroyed`,
        detail: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Check that nothing uses it any more, and that it holds no data.`,
      },
    ];
  },
};

/** A deposed object of an interrupted replacement is not in use. */
function isDestroyed({ action, mode, deposed }: ResourceChange): boolean {
  return action === 'delete' && mode === 'managed' && deposed === undefined;
}

function hasRuleOfItsOwn({ type }: ResourceChange): boolean {
  return (
    dataIn(type) !== undefined ||
    HARMLESS.has(type) ||
    [SERVING, PROTECTIVE_RESOURCES].some((known) => Object.hasOwn(known, type))
  );
}

/** The destruction of a whole stack has one finding of its own. */
function isWholeStack({ changes, unchanged }: Plan): boolean {
  return unchanged.length === 0 && changes.every((change) => change.mode !== 'managed' || change.action === 'delete');
}
