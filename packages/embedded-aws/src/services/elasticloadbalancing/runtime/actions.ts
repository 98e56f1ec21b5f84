import type { Action, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';

/** A target group that a rule forwards to. */
export interface WeightedGroup {
  readonly arn: string;
  /** Share of the requests, 0 to 999, of the sum of all. */
  readonly weight: number;
}

/**
 * The target groups of an action; none if it does not forward. An action names one group or weighs several.
 * Source: Elastic Load Balancing API reference, "Action" and "TargetGroupTuple".
 */
export function forwardedTo({ Type, TargetGroupArn, ForwardConfig }: Action): WeightedGroup[] {
  if (Type !== 'forward') return [];
  const groups = ForwardConfig?.TargetGroups ?? [];
  if (groups.length > 0) return groups.map(({ TargetGroupArn: arn = '', Weight = 1 }) => ({ arn, weight: Weight }));
  return TargetGroupArn === undefined ? [] : [{ arn: TargetGroupArn, weight: 1 }];
}

/** The actions of a rule in the order in which they are performed; the last one answers. */
export function orderedActions({ Actions = [] }: Rule): Action[] {
  return [...Actions].sort((one, other) => (one.Order ?? 0) - (other.Order ?? 0));
}
