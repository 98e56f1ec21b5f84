import { setTimeout as wait } from 'node:timers/promises';

import type { Runtime } from '../../../gateway/runtime';
import type { Service } from './service';
import { Targets, type TargetState, targetsOf, type TaskTarget } from './targets';
import type { Task } from './task';

/** Milliseconds of real time between two looks at targets while something is under way, and when nothing is. */
const BUSY_INTERVAL_MS = 200;
const STEADY_INTERVAL_MS = 1000;

/** States by target group, and by `<address>:<port>` in it. */
type States = ReadonlyMap<string, ReadonlyMap<string, TargetState>>;

/** Looks after the targets of a service's tasks, until the service is gone. */
export async function watchTargets(runtime: Runtime, service: Service, signal: AbortSignal): Promise<void> {
  const targets = new Targets(runtime.asAccount(service.place.account, service.place.scope.region));
  try {
    while (!service.isOver) {
      const judged = service.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
      const states = await statesOf(targets, judged);
      for (const task of judged) judge(service, task, states);
      await wait(service.isSteady ? STEADY_INTERVAL_MS : BUSY_INTERVAL_MS, undefined, { signal });
    }
  } finally {
    targets.destroy();
  }
}

async function statesOf(targets: Targets, tasks: readonly Task[]): Promise<States> {
  const arns = new Set(tasks.flatMap(targetsOf).map(({ targetGroupArn }) => targetGroupArn));
  return new Map(await Promise.all([...arns].map(async (arn) => [arn, await targets.states(arn)] as const)));
}

/** A task is as healthy as the least of its targets; once it has had its time, one that is unhealthy has to go. */
function judge(service: Service, task: Task, states: States): void {
  const found = targetsOf(task).map((target) => [target, stateOf(states, target)] as const);
  if (found.length === 0 || task.desiredStatus === 'STOPPED') return;
  const unhealthy = found.find(([, state]) => state?.state === 'unhealthy');
  if (unhealthy !== undefined && isJudged(service, task)) giveUp(service, task, ...unhealthy);
  else task.setHealthy(found.every(([, state]) => state?.state === 'healthy'));
}

function stateOf(states: States, { targetGroupArn, Id, Port }: TaskTarget): TargetState | undefined {
  return states.get(targetGroupArn)?.get(`${Id}:${String(Port)}`);
}

/** Health counts after the grace period, and not before the process had the time that it really takes to start. */
function isJudged({ settings, clock }: Service, task: Task): boolean {
  const graceMs = (settings.healthCheckGracePeriodSeconds ?? 0) * 1000;
  return task.isUp && clock.now() >= (task.times.startedAt ?? 0) + graceMs;
}

function giveUp(service: Service, task: Task, target: TaskTarget, state: TargetState | undefined): void {
  const where = `(target-group ${target.targetGroupArn})`;
  service.report(
    `(task ${task.id}) (port ${String(target.Port)}) is unhealthy in ${where} due to (reason ${state?.description ?? ''}).`,
  );
  service.report(`has stopped 1 running tasks: (task ${task.id}).`);
  const reason = `Task failed ELB health checks in ${where}`;
  task.requestStop({ code: 'ServiceSchedulerInitiated', reason, isFailure: true }, service.clock.now());
}
