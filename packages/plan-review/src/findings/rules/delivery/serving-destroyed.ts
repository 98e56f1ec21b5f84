import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { goesWithItsOwner } from '../related';
import { SERVING } from './serving';

function ruleFor(
  category: 'downtime' | 'delivery',
  description: Pick<ChangeRule, 'id' | 'severities' | 'meaning'>,
): ChangeRule {
  return {
    about: 'change',
    category,
    ...description,
    check: (change, plan) => {
      const loss = Object.hasOwn(SERVING, change.type) ? SERVING[change.type] : undefined;
      if (change.action !== 'delete' || change.deposed !== undefined || loss?.category !== category) return [];
      if (goesWithItsOwner(change, plan, loss.owners)) return [];
      return [
        {
          severity: loss.severity,
          title: `${capitalize(resourceName(change))} is destroyed: ${loss.consequence}`,
          detail: `${reasonOf(change.actionReason)} Make sure that nothing depends on it any more.`,
        },
      ];
    },
  };
}

/** A resource that serves users is destroyed without a replacement. */
export const servingDestroyed = ruleFor('downtime', {
  id: 'serving-resource-destroyed',
  severities: ['dangerous'],
  meaning: 'Something that answers users is destroyed, such as a service, a load balancer, a route or a DNS record.',
});

/** A resource that delivers, scales or monitors is destroyed without a replacement. */
export const deliveryDestroyed = ruleFor('delivery', {
  id: 'delivery-or-watch-destroyed',
  severities: ['attention'],
  meaning: 'A pipeline, webhook, alarm or auto scaling is destroyed, and the resource that it belongs to stays.',
});

/** Source: Terraform, "JSON Output Format", `action_reason`. */
const REASONS: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: 'The code no longer has it.',
  delete_because_no_module: 'The code no longer has its module.',
  delete_because_wrong_repetition:
    'The code now has one or many of it, where it was the other way round: a `moved` block keeps it.',
  delete_because_count_index: 'Its `count` is lower.',
  delete_because_each_key: 'Its `for_each` no longer has the key: if that is only renamed, a `moved` block keeps it.',
  delete_because_no_move_target: 'It was moved to an address that the code does not have.',
};

function reasonOf(reason = ''): string {
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? '') : 'The plan does not say why.';
}
