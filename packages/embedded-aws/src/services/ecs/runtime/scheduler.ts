import type { Runtime } from '../../../gateway/runtime';
import { failureThreshold, pauseAfter } from './circuit-breaker';
import { createDeployment, type Deployment, endDeployment } from './deployment';
import { nextMoves } from './moves';
import type { Service } from './service';
import { limitsOf } from './service-settings';
import { startServiceTask } from './start-task';
import { watchTargets } from './target-health';
import type { Task } from './task';

/** Keeps a service as it is to be, until it is deleted and its tasks are gone. */
export function runService(runtime: Runtime, service: Service): void {
  runtime.background(`Service ${service.arn}`, async (signal) => {
    while (!service.isOver) {
      const { version } = service;
      step(runtime, service);
      await service.changedSince(version, signal);
    }
  });
  runtime.background(`Targets of ${service.arn}`, (signal) => watchTargets(runtime, service, signal));
}

/** Asks all tasks of a deleted service to end. */
export function stopTasks(service: Service): void {
  stop(service, service.tasks);
}

function step(runtime: Runtime, service: Service): void {
  for (const task of service.takeEnding()) countFailure(runtime, service, task);
  service.tasks = service.tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  const { primary } = service;
  if (service.isDeleted || primary === undefined) return;
  breakCircuit(service, primary);
  move(runtime, service);
  settle(service);
}

/** A task that was healthy before it ended has started well: it is replaced at once. */
function countFailure(runtime: Runtime, service: Service, task: Task): void {
  const deployment = service.deployments.find(({ id }) => id === task.options.startedBy);
  const { stopCause: cause } = task;
  if (cause?.code === 'TaskFailedToStart') service.report(`was unable to place a task. Reason: ${cause.reason}.`);
  if (deployment === undefined || cause?.isFailure !== true || task.wasHealthy) return;
  deployment.failedTasks += 1;
  deployment.pauses += 1;
  runtime.background(`Pause of ${service.arn}`, async (signal) => {
    await runtime.clock.sleep(pauseAfter(deployment.failedTasks), signal);
    deployment.pauses -= 1;
    service.changed();
  });
}

/** Ends a deployment whose tasks fail one after the other, and goes back to the last one that was completed. */
function breakCircuit(service: Service, deployment: Deployment): void {
  const breaker = service.settings.deploymentConfiguration?.deploymentCircuitBreaker;
  const threshold = failureThreshold(breaker, service.settings.desiredCount ?? 0);
  const isTripped = deployment.rolloutState === 'IN_PROGRESS' && deployment.failedTasks >= threshold;
  if (breaker?.enable !== true || !isTripped) return;
  const now = service.clock.now();
  endDeployment(deployment, 'FAILED', now);
  service.report(`(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
  const { lastCompleted: last } = service;
  if (breaker.rollback !== true || last === undefined || deployment.isRollback) return;
  const { definition, settings, revision } = last;
  const rollback = createDeployment({ definition, settings, revision, createdAt: now, isRollback: true });
  service.rollBack(deployment, rollback);
  service.report(`rolling back to deployment ${rollback.id}.`);
}

function move(runtime: Runtime, service: Service): void {
  const { primary } = service;
  if (primary === undefined) return;
  const staying = service.tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  const isOfPrimary = ({ options }: Task): boolean => options.startedBy === primary.id;
  const moves = nextMoves({
    limits: limitsOf(service.settings),
    primary: staying.filter(isOfPrimary),
    former: staying.filter((task) => !isOfPrimary(task)),
    mayStart: primary.rolloutState !== 'FAILED' && (primary.pauses === 0 || primary.failedTasks === 0),
  });
  const started = Array.from({ length: moves.start }, () => startServiceTask(runtime, service, primary));
  if (started.length > 0) service.report(`has started ${String(started.length)} tasks: ${namesOf(started)}.`);
  stop(service, moves.stop);
}

function stop(service: Service, tasks: readonly Task[]): void {
  const stopped = tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  if (stopped.length === 0) return;
  const reason = `Scaling activity initiated by (deployment ${service.primary?.id ?? ''})`;
  const now = service.clock.now();
  service.report(`has stopped ${String(stopped.length)} running tasks: ${namesOf(stopped)}.`);
  for (const task of stopped) task.requestStop({ code: 'ServiceSchedulerInitiated', reason, isFailure: false }, now);
}

/** Completes the deployment when its tasks, all healthy, are the only ones, and forgets those before it. */
function settle(service: Service): void {
  const { primary } = service;
  if (primary === undefined) return;
  const staying = service.tasksOf(primary).filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  const others = service.tasks.filter(({ options, isActive }) => options.startedBy !== primary.id && isActive);
  const isFull = staying.length === service.settings.desiredCount && staying.every(({ isHealthy }) => isHealthy);
  const isSteady = isFull && others.length === 0 && primary.rolloutState !== 'FAILED';
  if (isSteady && primary.rolloutState === 'IN_PROGRESS') {
    endDeployment(primary, 'COMPLETED', service.clock.now());
    service.lastCompleted = primary;
    service.report(`(deployment ${primary.id}) deployment completed.`);
  }
  if (isSteady && !service.isSteady) service.report('has reached a steady state.');
  service.isSteady = isSteady;
  service.deployments = service.deployments.filter((deployment) => isShown(service, deployment));
}

/** A deployment is shown as long as it has tasks; one that failed until that which took its place is completed. */
function isShown(service: Service, deployment: Deployment): boolean {
  const { primary } = service;
  const isReplacedFailure = deployment.rolloutState === 'FAILED' && primary?.rolloutState === 'IN_PROGRESS';
  return deployment === primary || isReplacedFailure || service.tasksOf(deployment).some(({ isActive }) => isActive);
}

function namesOf(tasks: readonly Task[]): string {
  return tasks.map(({ id }) => `(task ${id})`).join(' ');
}
