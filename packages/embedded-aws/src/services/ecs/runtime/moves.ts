import type { TaskLimits } from './service-settings';
import type { Task } from './task';

/** What a service looks like to its scheduler; without the tasks that were asked to stop. */
export interface Situation {
  readonly limits: TaskLimits;
  /** Tasks of the deployment that is to be in service. */
  readonly primary: readonly Task[];
  /** Tasks of earlier deployments. */
  readonly former: readonly Task[];
  /** Whether the deployment may start tasks now. */
  readonly mayStart: boolean;
}

/** What brings a service nearer to what it is to be. */
export interface Moves {
  /** How many tasks start. */
  readonly start: number;
  readonly stop: readonly Task[];
}

/**
 * New tasks start as far as the maximum lets them; former ones stop as healthy new ones take their place, or to make
 * room, and never so many that fewer than the minimum are healthy (API Reference, "DeploymentConfiguration").
 */
export function nextMoves({ limits, primary, former, mayStart }: Situation): Moves {
  const missing = Math.max(limits.desired - primary.length, 0);
  const room = Math.max(limits.maximum - primary.length - former.length, 0);
  const start = mayStart ? Math.min(missing, room) : 0;
  const surplus = worstFirst(primary).slice(0, Math.max(primary.length - limits.desired, 0));
  const healthy = [...primary, ...former].filter(isHealthy).length;
  const replaced = former.length - Math.max(limits.desired - primary.filter(isHealthy).length, 0);
  const inTheWay = mayStart && room === 0 ? missing : 0;
  const spare = healthy - surplus.filter(isHealthy).length - limits.minimum;
  return { start, stop: [...surplus, ...leaving(former, Math.max(replaced, inTheWay), spare)] };
}

/** Former tasks that have to go: those that do not run yet at once, of the others so many, and of healthy ones only the spare. */
function leaving(former: readonly Task[], count: number, spare: number): Task[] {
  const pending = former.filter((task) => task.isPending);
  const running = worstFirst(former.filter((task) => !task.isPending));
  const unhealthy = running.filter((task) => !task.isHealthy);
  const stoppable = [...unhealthy, ...running.filter(isHealthy).slice(0, Math.max(spare, 0))];
  return [...pending, ...stoppable.slice(0, Math.max(count - pending.length, 0))];
}

/** Those that serve least first; of equals, those of the zone with most tasks, so that tasks stay spread. */
function worstFirst(tasks: readonly Task[]): Task[] {
  const inZone = (task: Task): number =>
    tasks.filter(({ options }) => options.network.subnet === task.options.network.subnet).length;
  return [...tasks].sort(
    (one, other) => Number(one.isHealthy) - Number(other.isHealthy) || inZone(other) - inZone(one),
  );
}

function isHealthy(task: Task): boolean {
  return task.isHealthy;
}
