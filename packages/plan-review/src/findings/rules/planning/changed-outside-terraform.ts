import { areEqual } from '../../../plan/equality';
import { formatPath } from '../../../plan/path';
import type { ResourceChange } from '../../../plan/plan';
import { isList, isObject, memberOf, type Value } from '../../../plan/value';
import { capitalize, resourceName } from '../../reading/resource-name';
import { isHidden } from '../../reading/values';
import type { PlanRule } from '../../rule';

/** Counters and timestamps of AWS, which change by themselves. */
const COMPUTED =
  /^(arn|id|etag|version(_id)?|revision|latest_.*|last_.*|.*_(date|time|timestamp|at)|status|state|tags_all|.*_version|qualified_arn|running_count|pending_count|network_interface.*|owner_id|checksum.*|.*_hash|hosted_zone_id|unique_id|default_version)$/;

/** A resource was changed outside Terraform, and this plan reverts the change or not. */
export const drift: PlanRule = {
  about: 'plan',
  id: 'changed-outside-terraform',
  category: 'drift',
  severities: ['attention', 'note'],
  meaning:
    'Something was changed outside Terraform: attention if this plan reverts the change or creates the resource again, else a note.',
  check: (plan) =>
    plan.drift.flatMap((change) => {
      const attributes = driftedAttributes(change);
      if (change.action !== 'delete' && attributes.length === 0) return [];
      const planned = plan.changes.find(({ address }) => address === change.address);
      const reverted = attributes.filter((attribute) => isReverted(attribute, change, planned));
      const isGone = change.action === 'delete';
      const isUndone = isGone ? planned?.action === 'create' : reverted.length > 0;
      return [
        {
          severity: isUndone ? ('attention' as const) : ('note' as const),
          address: change.address,
          title: `${capitalize(resourceName(change))} ${isGone ? 'was deleted' : 'was changed'} outside Terraform${isUndone ? (isGone ? ', and this plan creates it again' : ', and this plan reverts it') : ''}`,
          detail: detailOf(isGone, isUndone ? reverted : attributes, isUndone),
        },
      ];
    }),
};

function detailOf(isGone: boolean, attributes: readonly string[], isUndone: boolean): string {
  const what = isGone ? '' : `It is about ${attributes.map((name) => `\`${formatPath([name])}\``).join(', ')}. `;
  return isUndone
    ? `${what}Find out who did it and why: if it is to stay, put it into the code first.`
    : `${what}The plan leaves it as it is.`;
}

/** Attributes that differ, where null and all empty values count as equal. */
function driftedAttributes({ before, after }: ResourceChange): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => {
    const [old, updated] = [before, after].map((side) => meaningOf(side?.[name]));
    return !COMPUTED.test(name) && !areEqual(old, updated);
  });
}

/** Whether a value is null, or an empty text, list or object. */
function meaningOf(value: Value | undefined): Value {
  if (value === undefined || value === '') return null;
  if (isList(value)) return value.length === 0 ? null : value.map(meaningOf);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, meaningOf(member)] as const);
  const set = members.filter(([, member]) => member !== null && member !== false);
  return set.length === 0 ? null : Object.fromEntries(set);
}

/** Whether the plan changes the same attributes. */
function isReverted(attribute: string, drifted: ResourceChange, planned: ResourceChange | undefined): boolean {
  if (planned?.after == null || drifted.after === null) return false;
  const planning = memberOf(planned.after, attribute);
  return !isHidden(planning) && !areEqual(meaningOf(planning), meaningOf(memberOf(drifted.after, attribute)));
}
