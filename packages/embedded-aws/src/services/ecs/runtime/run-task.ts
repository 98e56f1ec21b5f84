import { once } from 'node:events';

import { isAbortError } from '../../../error-kinds';
import type { Runtime } from '../../../gateway/runtime';
import { attachNetworkInterface, detachNetworkInterface } from './network-interface';
import { portsOpened } from './open-ports';
import { executionRoleOf, taskRoleOf } from './roles';
import { Targets, targetsOf, type TaskTarget } from './targets';
import type { Task } from './task';
import { TaskContainers } from './task-containers';
import { stoppedReasonOf } from './task-error';

/** Milliseconds that a task without a load balancer runs before it counts (API Reference, "DeploymentConfiguration"). */
const SETTLING_MS = 40_000;

/** A task on its way. */
interface TaskRun {
  readonly runtime: Runtime;
  readonly task: Task;
  readonly containers: TaskContainers;
  readonly targets: Targets;
  /** Where it is registered. */
  readonly registered: TaskTarget[];
  /** Aborted when the task or the embedded AWS is to end. */
  readonly signal: AbortSignal;
}

/** Runs a task from its first status to its last. */
export async function runTask(runtime: Runtime, task: Task): Promise<void> {
  const run: TaskRun = {
    runtime,
    task,
    containers: new TaskContainers(runtime, task),
    targets: new Targets(accountOf(runtime, task)),
    registered: [],
    signal: AbortSignal.any([runtime.signal, task.stopping]),
  };
  try {
    await live(run);
  } finally {
    await windDown(run).finally(() => run.containers.kill());
    run.targets.destroy();
  }
}

/** Goes on until the task is to end. What it ends with before it runs is why it does not start. */
async function live(run: TaskRun): Promise<void> {
  const { task, runtime, signal } = run;
  try {
    await launch(run);
    await settle(run);
    await aborted(signal);
  } catch (error) {
    const known = stoppedReasonOf(error);
    if (signal.aborted && (known !== undefined || isAbortError(error))) return;
    const reason = known ?? 'Task failed to start';
    task.requestStop({ code: 'TaskFailedToStart', reason, isFailure: true }, runtime.clock.now());
    if (known === undefined) throw error;
  }
}

async function launch(run: TaskRun): Promise<void> {
  const { runtime, task, containers, signal } = run;
  const { clock, memory } = runtime;
  task.networkInterface = await attachNetworkInterface(memory, accountOf(runtime, task), task.options.network);
  signal.throwIfAborted();
  task.times.connectivityAt = clock.now();
  task.advance('PENDING');
  const roles = { execution: await executionRoleOf(runtime, task), task: await taskRoleOf(runtime, task) };
  signal.throwIfAborted();
  await unlessAborted(signal, containers.prepare(roles));
  await containers.start(roles);
  signal.throwIfAborted();
  task.advance('ACTIVATING');
  await register(run);
  signal.throwIfAborted();
  task.times.startedAt = clock.now();
  task.advance('RUNNING');
}

async function register({ task, targets, registered }: TaskRun): Promise<void> {
  for (const target of targetsOf(task)) {
    await targets.register(target);
    registered.push(target);
    task.options.observer.report(`registered 1 targets in (target-group ${target.targetGroupArn})`);
  }
}

/** Waits until the task may be judged by its health; without a load balancer that is all it takes to be healthy. */
async function settle({ runtime, task, containers, registered, signal }: TaskRun): Promise<void> {
  const isAlone = registered.length === 0;
  await Promise.all([
    portsOpened(runtime.clock, containers.loopbackPorts, signal),
    ...(isAlone ? [runtime.clock.sleep(SETTLING_MS, signal)] : []),
  ]);
  task.isUp = true;
  if (isAlone) task.setHealthy(true);
  else task.changed();
}

async function windDown(run: TaskRun): Promise<void> {
  const { runtime, task, containers } = run;
  // With the embedded AWS, everything ends that it knows of: there is nothing to leave in order.
  if (runtime.signal.aborted) return;
  await drain(run);
  task.advance('STOPPING');
  await containers.stop();
  task.times.executionStoppedAt = runtime.clock.now();
  task.advance('DEPROVISIONING');
  if (task.networkInterface !== undefined) {
    runtime.addresses.remove(task.networkInterface.privateIPv4Address);
    await detachNetworkInterface(runtime.memory, accountOf(runtime, task), task.networkInterface);
  }
  task.times.stoppedAt = runtime.clock.now();
  task.advance('STOPPED');
}

/** Lets requests end before the containers do, if they have not ended already. */
async function drain({ runtime, task, containers, targets, registered }: TaskRun): Promise<void> {
  if (registered.length === 0) return;
  if (task.lastStatus === 'RUNNING') task.advance('DEACTIVATING');
  for (const target of registered) {
    await targets.deregister(target);
    task.options.observer.report(`deregistered 1 targets in (target-group ${target.targetGroupArn})`);
  }
  if (!containers.areRunning) return;
  task.options.observer.report('has begun draining connections on 1 tasks.');
  await Promise.all(registered.map((target) => targets.drained(target, runtime.signal)));
}

/** Goes on when the task is to end, and lets what was begun end by itself. */
async function unlessAborted(signal: AbortSignal, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([work, once(signal, 'abort', { signal: done.signal })]);
    signal.throwIfAborted();
  } finally {
    done.abort();
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function accountOf(runtime: Runtime, { options }: Task): ReturnType<Runtime['asAccount']> {
  return runtime.asAccount(options.place.account, options.place.scope.region);
}
