import { randomBytes, randomUUID } from 'node:crypto';

import { arnOf } from '../../../gateway/arn';
import { Table } from '../../../gateway/table';
import type { NetworkInterface } from './network-interface';
import type { StopCause, TaskContainer, TaskOptions, TaskStatus, TaskTimes } from './task-shape';

/** Tasks of all clusters, by ARN. */
export const tasks = new Table<Task>('AWS::ECS::Task');

/** A task: a set of containers with one address. */
export class Task {
  readonly id = randomBytes(16).toString('hex');
  readonly attachmentId = randomUUID();
  readonly arn: string;
  readonly containers: readonly TaskContainer[];
  readonly times: TaskTimes = {};
  networkInterface?: NetworkInterface;
  /** Whether its containers had the time that processes take to open their ports. */
  isUp = false;
  /** Changes so far (Amazon ECS API Reference, "Task", version). */
  version = 1;
  #lastStatus: TaskStatus = 'PROVISIONING';
  #stopCause?: StopCause;
  #isHealthy = false;
  #wasHealthy = false;
  readonly #stopping = new AbortController();

  constructor(readonly options: TaskOptions) {
    const cluster = options.clusterArn.split('/').at(-1) ?? '';
    this.arn = arnOf(options.place, 'ecs', `task/${cluster}/${this.id}`);
    this.containers = (options.definition.containerDefinitions ?? []).map(({ name = '', image = '' }) => ({
      name,
      image,
      id: randomUUID(),
      lastStatus: 'PENDING',
    }));
  }

  get lastStatus(): TaskStatus {
    return this.#lastStatus;
  }

  /** STOPPED as soon as it was asked to stop. */
  get desiredStatus(): 'RUNNING' | 'STOPPED' {
    return this.#stopCause === undefined ? 'RUNNING' : 'STOPPED';
  }

  get stopCause(): StopCause | undefined {
    return this.#stopCause;
  }

  /** Whether it counts towards the minimum healthy percent. */
  get isHealthy(): boolean {
    return this.#isHealthy;
  }

  /** Whether it ever did: then it has not failed to start. */
  get wasHealthy(): boolean {
    return this.#wasHealthy;
  }

  /** Aborted when the task is to end. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** On its way to RUNNING. */
  get isPending(): boolean {
    return ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(this.#lastStatus);
  }

  /** Still with a process, or on its way to one. */
  get isActive(): boolean {
    return this.isPending || this.#lastStatus === 'RUNNING' || this.#lastStatus === 'DEACTIVATING';
  }

  /** Goes on to the next status. */
  advance(status: TaskStatus): void {
    this.#lastStatus = status;
    this.changed();
  }

  /** Asks it to end; the first cause counts. One that does not run yet has nothing to leave behind. */
  requestStop(cause: StopCause, now: number): void {
    if (this.#stopCause !== undefined) return;
    this.#stopCause = cause;
    this.times.stoppingAt = now;
    if (this.isPending) this.#lastStatus = 'STOPPING';
    this.#stopping.abort();
    this.changed();
  }

  /** Sets whether it counts towards the minimum healthy percent. */
  setHealthy(isHealthy: boolean): void {
    if (isHealthy === this.#isHealthy) return;
    this.#isHealthy = isHealthy;
    if (isHealthy && !this.#wasHealthy) {
      this.#wasHealthy = true;
      this.options.observer.becameHealthy();
    }
    this.changed();
  }

  /** Tells of a change. */
  changed(): void {
    this.version += 1;
    this.options.observer.changed();
  }
}
