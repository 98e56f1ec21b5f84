import type { TargetGroup, TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Runtime } from '../../runtime';
import { HEALTH, type HealthRecord, judge, UNCHECKED } from './health';
import { checkHealth } from './health-check';
import type { StoredLoadBalancing } from './stored';
import type { Target } from './targets';

/** Seconds between two checks of a target. Source: API reference, "CreateTargetGroup", HealthCheckIntervalSeconds. */
const DEFAULT_INTERVAL_SECONDS = 30;

/** Seconds until somebody looks again whether a group that nobody used is used now. */
const UNUSED_INTERVAL_SECONDS = 5;

/**
 * Milliseconds of real time in which a new target need not listen yet. A program takes as long to start in a rehearsal
 * as anywhere; a hurried clock would have its first checks over before.
 */
const START_MS = 10_000;

/** Keeps the health of a target up to date until it leaves. */
export async function watchHealth(target: Target, runtime: Runtime, stored: StoredLoadBalancing): Promise<void> {
  const signal = AbortSignal.any([runtime.signal, target.leaving.signal]);
  try {
    const starting = { is: true };
    const started = runtime.clock.limit(START_MS, signal).then(() => {
      starting.is = false;
    });
    await Promise.all([started, checkForever(target, runtime, stored, { signal, starting })]);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** Whether the target is so new that it need not listen yet. */
  readonly starting: { readonly is: boolean };
}

async function checkForever(
  target: Target,
  runtime: Runtime,
  stored: StoredLoadBalancing,
  { signal, starting }: Watch,
): Promise<void> {
  let record = UNCHECKED;
  for (;;) {
    const group = await stored.targetGroup(target.groupArn);
    if (group === undefined) return;
    const fixed = await fixedHealth(target, group, stored);
    if (signal.aborted) return;
    if (fixed !== undefined) record = UNCHECKED;
    target.health = fixed ?? record.health;
    const pause = runtime.clock.sleep(intervalMs(group, target), signal);
    // An answer that takes long does not put off the next check.
    const checked = fixed === undefined ? checkOnce(target, group, record, { runtime, signal, starting }) : record;
    [record] = await Promise.all([checked, pause]);
  }
}

async function checkOnce(
  target: Target,
  group: TargetGroup,
  record: HealthRecord,
  { runtime, signal, starting }: Watch & { readonly runtime: Runtime },
): Promise<HealthRecord> {
  const result = await checkHealth(target, group, runtime, signal);
  const isStarting = starting.is && record.health.State === 'initial';
  if (isStarting && result.failure?.reason === 'Target.FailedHealthChecks') return record;
  const judged = judge(record, result, group);
  if (!signal.aborted) target.health = judged.health;
  return judged;
}

/** @returns undefined if checks decide */
async function fixedHealth(
  { groupArn }: Target,
  { HealthCheckEnabled, TargetType }: TargetGroup,
  stored: StoredLoadBalancing,
): Promise<TargetHealth | undefined> {
  if (!(await stored.usedTargetGroups()).has(groupArn)) return HEALTH.unused;
  if (HealthCheckEnabled === false) return HEALTH.unchecked;
  return TargetType === 'ip' ? undefined : missing(String(TargetType));
}

function missing(type: string): TargetHealth {
  const Description = `Health checks failed: the embedded AWS runs no targets of type ${type}`;
  return { State: 'unhealthy', Reason: 'Target.FailedHealthChecks', Description };
}

function intervalMs({ HealthCheckIntervalSeconds }: TargetGroup, { health }: Target): number {
  const seconds = health.State === 'unused' ? UNUSED_INTERVAL_SECONDS : HealthCheckIntervalSeconds;
  return (seconds ?? DEFAULT_INTERVAL_SECONDS) * 1000;
}
