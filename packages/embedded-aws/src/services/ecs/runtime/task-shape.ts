import type { LoadBalancer, Tag, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';

import type { Place } from '../../../gateway/table';

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

/** Is told of the changes of a task. */
export interface TaskObserver {
  /** Told of every change. */
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
