import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';

import { type Memory, type Place, Table } from '../../../gateway/table';

/** A target of a target group, from its registration until it has drained. */
export interface Target {
  readonly groupArn: string;
  /** IP address, instance id or ARN, as the group's target type says. */
  readonly id: string;
  /** 0 if the group has no ports, as those of Lambda functions. */
  readonly port: number;
  /** As it was registered. @default none was named */
  readonly availabilityZone?: string;
  /** As DescribeTargetHealth tells it. */
  health: TargetHealth;
  /** Requests that it has yet to answer. */
  readonly inFlight: Set<Promise<void>>;
  /** Aborted as soon as it gets no new requests: it was deregistered, or its group was deleted. */
  readonly leaving: AbortController;
}

/** Names a target inside its group. */
export function keyOf({ id, port }: Pick<Target, 'id' | 'port'>): string {
  return `${id}:${port}`;
}

const groups = new Table<Map<string, Target>>('AWS::ElasticLoadBalancingV2::TargetGroup targets');

/** The targets of a group, those that drain included, by {@link keyOf}. */
export function targetsOf(memory: Memory, place: Place, groupArn: string): Map<string, Target> {
  const known = groups.in(memory, place);
  const targets = known.get(groupArn) ?? new Map<string, Target>();
  known.set(groupArn, targets);
  return targets;
}

/** Forgets the targets of a group that was deleted. */
export function forgetTargets(memory: Memory, place: Place, groupArn: string): void {
  for (const target of targetsOf(memory, place, groupArn).values()) target.leaving.abort();
  groups.in(memory, place).delete(groupArn);
}
