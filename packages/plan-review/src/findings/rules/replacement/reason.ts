import type { ResourceChange } from '../../../plan/plan';
import { formatPath } from '../../../plan/path';
import { isHidden, valueText } from '../../reading/values';
import { isList, isObject, valueAt, type Value, type ValuePath } from '../../../plan/value';

/** Reasons that are not in an attribute. Source: Terraform, "JSON Output Format", `action_reason`. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'It is tainted: its creation failed, or somebody marked it.',
  replace_because_cannot_update: 'It cannot be changed in place.',
  replace_by_request: 'The plan was made with -replace.',
  replace_by_triggers: 'Something that its `replace_triggered_by` names changes.',
};

/** Why a resource is replaced: the attributes that force it, with their values as far as they are not secret. */
export function replacementReason(change: ResourceChange): string {
  const forced = change.replacePaths.map((path) => forcedBy(change, path));
  if (forced.length > 0) return `Forced by ${forced.join(', ')}.`;
  const reason = change.actionReason ?? '';
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? '') : 'The plan does not say why.';
}

function forcedBy({ before, after }: ResourceChange, path: ValuePath): string {
  const name = `\`${formatPath(path)}\``;
  const old = valueAt(before, path);
  const updated = valueAt(after, path);
  // Documents and lists tell nothing in one line; the difference beside the finding shows them.
  if (isLong(old) || isLong(updated)) return name;
  if (isHidden(old) && isHidden(updated)) return name;
  return `${name} (${valueText(old)} → ${valueText(updated)})`;
}

function isLong(value: Value | undefined): boolean {
  return isList(value) || isObject(value) || (typeof value === 'string' && /^\s*[[{]/.test(value));
}
