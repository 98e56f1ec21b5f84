import type { LoadBalancer, TargetGroup, TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';

import { isAbortError } from '../../../error-kinds';
import type { Runtime } from '../../../gateway/runtime';
import { type CheckResult, HEALTH, type HealthRecord, judge, UNCHECKED } from './health';
import { checkHealth, healthCheckPort, TIMED_OUT } from './health-check';
import { networkIn } from './network';
import { placeOf } from './place';
import type { StoredLoadBalancing } from './stored';
import type { Target } from './targets';

/** Seconds between two checks of a target. Source: API reference, "CreateTargetGroup", HealthCheckIntervalSeconds. */
const DEFAULT_INTERVAL_SECONDS = 30;

/** Seconds between two looks at a target group that no load balancer uses: it may be used by then. */
const UNUSED_INTERVAL_SECONDS = 5;

/**
 * Milliseconds of real time in which a new target need not listen yet. A program takes as long to start in a rehearsal
 * as anywhere; a hurried clock would have its first checks over before.
 */
const START_MS = 10_000;

/** Keeps the health of a target up to date until it leaves. */
export class HealthWatch {
  readonly #signal: AbortSignal;
  #record: HealthRecord = UNCHECKED;
  #isStarting = true;

  /** @param stored of the account and region of the target's group */
  constructor(
    private readonly target: Target,
    private readonly runtime: Runtime,
    private readonly stored: StoredLoadBalancing,
  ) {
    this.#signal = AbortSignal.any([runtime.signal, target.leaving.signal]);
  }

  /** Resolves when the target has left or its group is gone. */
  async run(): Promise<void> {
    try {
      await Promise.all([this.#start(), this.#checkForever()]);
    } catch (error) {
      if (!this.#signal.aborted || !isAbortError(error)) throw error;
    }
  }

  async #start(): Promise<void> {
    await this.runtime.clock.limit(START_MS, this.#signal);
    this.#isStarting = false;
  }

  async #checkForever(): Promise<void> {
    for (;;) {
      const group = await this.stored.targetGroup(this.target.groupArn);
      if (group === undefined) return;
      const users = (await this.stored.usedTargetGroups()).get(this.target.groupArn) ?? [];
      if (this.#signal.aborted) return;
      const fixed = fixedHealth(group, users);
      if (fixed !== undefined) this.#record = UNCHECKED;
      this.target.health = fixed ?? this.#record.health;
      const pause = this.runtime.clock.sleep(intervalMs(group, this.target), this.#signal);
      // An answer that takes long does not put off the next check.
      await Promise.all([fixed === undefined ? this.#check(group, users) : undefined, pause]);
    }
  }

  async #check(group: TargetGroup, users: readonly LoadBalancer[]): Promise<void> {
    const result = await this.#ask(group, users);
    const isRefused = result.failure?.reason === 'Target.FailedHealthChecks';
    const mayBeRefused = this.#isStarting && this.#record.health.State === 'initial';
    if (this.#signal.aborted || (isRefused && mayBeRefused)) return;
    this.#record = judge(this.#record, result, group);
    this.target.health = this.#record.health;
  }

  async #ask(group: TargetGroup, users: readonly LoadBalancer[]): Promise<CheckResult> {
    const { target, runtime } = this;
    const network = networkIn(runtime, placeOf(target.groupArn));
    const port = healthCheckPort(target, group);
    const ways = await Promise.all(users.map((user) => network.lets(user, target, port)));
    return ways.includes(true) ? checkHealth(target, group, runtime, this.#signal) : TIMED_OUT;
  }
}

/** @returns undefined if checks decide */
function fixedHealth(
  { HealthCheckEnabled, TargetType }: TargetGroup,
  users: readonly LoadBalancer[],
): TargetHealth | undefined {
  if (users.length === 0) return HEALTH.unused;
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
