import { randomBytes, randomUUID } from 'node:crypto';

import type { LoadBalancer, Tag, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';

import { arnOf } from '../../arn';
import { type Place, Table } from '../../table';
import type { NetworkInterface } from './network-interface';

/** Where a task is in its life (Amazon ECS Developer Guide, "Amazon ECS task lifecycle"), in this order. */
export type TaskStatus =
  'PROVISIONING' | 'PENDING' | 'ACTIVATING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPING' | 'DEPROVISIONING' | 'STOPPED';

/** Why a task ends (Amazon ECS API Reference, "Task", stopCode and stoppedReason). */
export interface StopCause {
  readonly code: 'TaskFailedToStart' | 'EssentialContainerExited' | 'UserInitiated' | 'ServiceSchedulerInitiated';
  readonly reason: string;
  /** Whether it is the task's own fault, which counts against its deployment. */
  readonly isFailure: boolean;
}

/** When a task came to where it is, in milliseconds of the clock (Amazon ECS API Reference, "Task"). */
export type TaskTimes = Partial<
  Record<
    | 'connectivityAt'
    | 'pullStartedAt'
    | 'pullStoppedAt'
    | 'startedAt'
    | 'stoppingAt'
    | 'executionStoppedAt'
    | 'stoppedAt',
    number
  >
>;

/** One container of a task, as far as it has got. */
export interface TaskContainer {
  readonly name: string;
  readonly image: string;
  readonly id: string;
  lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  imageDigest?: string;
  exitCode?: number;
  reason?: string;
}

/** Where tasks get their addresses (Amazon ECS API Reference, "AwsVpcConfiguration"). */
export interface TaskNetwork {
  readonly subnet: string;
  readonly securityGroups: readonly string[];
}

/** Who wants to know how a task fares. */
export interface TaskObserver {
  /** Told of whatever changes. */
  readonly changed: () => void;
  /** Told when it first counts towards the minimum healthy percent. */
  readonly becameHealthy: () => void;
  /** Told what happens, in the words of a service's events but for the service itself. */
  readonly report: (what: string) => void;
}

/** What a task is made of. */
export interface TaskOptions {
  readonly place: Place;
  readonly clusterArn: string;
  readonly definition: TaskDefinition;
  /** `service:<name>` or `family:<family>`. */
  readonly group: string;
  /** Id of the service's deployment, or what the caller of RunTask says. */
  readonly startedBy?: string;
  readonly capacityProviderName?: string;
  readonly platformVersion: string;
  readonly network: TaskNetwork;
  /** Target groups that send it requests. */
  readonly loadBalancers: readonly LoadBalancer[];
  readonly overrides: TaskOverride;
  readonly enableExecuteCommand: boolean;
  readonly tags: readonly Tag[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly observer: TaskObserver;
}

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

  /** STOPPED once somebody wants it to end. */
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
