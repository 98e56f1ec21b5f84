import { EventEmitter, once } from 'node:events';
import { randomUUID } from 'node:crypto';

import type { Clock } from '../../../clock';
import { type Place, Table } from '../../../gateway/table';
import type { Deployment } from './deployment';
import { createServiceDeployment, replaceOngoing, type ServiceDeployment } from './service-deployment';
import type { ServiceSettings } from './service-settings';
import type { Task } from './task';

/** Something that happened to a service (Amazon ECS Developer Guide, "Amazon ECS service event messages"). */
export interface ServiceEvent {
  readonly id: string;
  /** Milliseconds of the clock. */
  readonly createdAt: number;
  readonly message: string;
}

/** Events that DescribeServices shows (Amazon ECS API Reference, "Service", events). */
const MAX_EVENTS = 100;

/** Services that are run, by ARN. */
export const services = new Table<Service>('AWS::ECS::Service');

/** A service, and how it is doing. */
export class Service {
  /** The deployment that is to be in service first; then those whose tasks still run. */
  deployments: readonly Deployment[] = [];
  /** What calls have set going, oldest first; also what has ended. */
  serviceDeployments: readonly ServiceDeployment[] = [];
  /** The deployment that was completed last. */
  lastCompleted?: Deployment;
  /** Tasks that have not ended. */
  tasks: readonly Task[] = [];
  /** Newest first. */
  events: readonly ServiceEvent[] = [];
  isDeleted = false;
  isSteady = false;
  readonly #changes = new EventEmitter();
  readonly #ending = new WeakSet<Task>();
  #version = 0;

  constructor(
    readonly place: Place,
    readonly clock: Clock,
    public settings: ServiceSettings,
  ) {}

  get arn(): string {
    return this.settings.serviceArn ?? '';
  }

  get name(): string {
    return this.settings.serviceName ?? '';
  }

  /** The deployment that is to be in service. */
  get primary(): Deployment | undefined {
    return this.deployments[0];
  }

  /** Deleted, but with tasks that have not begun to stop. */
  get isDraining(): boolean {
    return this.isDeleted && this.tasks.some((task) => task.isActive);
  }

  /** Deleted, and all its tasks are gone. */
  get isOver(): boolean {
    return this.isDeleted && this.tasks.length === 0;
  }

  /** Sets going what a call asks for; it takes the place of what is not complete. */
  begin(target: Deployment): void {
    const source = this.lastCompleted;
    replaceOngoing(this.serviceDeployments, target.createdAt);
    this.serviceDeployments = [...this.serviceDeployments, createServiceDeployment(target, source)];
    this.deployments = [target, ...this.deployments];
  }

  /** Goes back from a deployment that failed. */
  rollBack(failed: Deployment, rollback: Deployment): void {
    const begun = this.serviceDeployments.find(({ target }) => target === failed);
    if (begun !== undefined) begun.rollback = rollback;
    this.deployments = [rollback, ...this.deployments];
  }

  /** The tasks that have begun to end since the last time. */
  takeEnding(): readonly Task[] {
    const ending = this.tasks.filter((task) => task.stopCause !== undefined && !this.#ending.has(task));
    for (const task of ending) this.#ending.add(task);
    return ending;
  }

  /** The tasks of a deployment. */
  tasksOf({ id }: Deployment): readonly Task[] {
    return this.tasks.filter(({ options }) => options.startedBy === id);
  }

  /** Adds an event. @param what the message without the service that it is about */
  report(what: string): void {
    const message = `(service ${this.name}) ${what}`;
    this.events = [{ id: randomUUID(), createdAt: this.clock.now(), message }, ...this.events].slice(0, MAX_EVENTS);
  }

  /** Tells the scheduler that something is not as it was. */
  changed(): void {
    this.#version += 1;
    this.#changes.emit('change');
  }

  /** How often something has changed. */
  get version(): number {
    return this.#version;
  }

  /** Resolves when something has changed since a version. @throws DOMException `AbortError` when the signal aborts */
  async changedSince(version: number, signal: AbortSignal): Promise<void> {
    if (this.#version === version) await once(this.#changes, 'change', { signal });
  }
}
