import type { ContainerDefinition } from '@aws-sdk/client-ecs';

import type { RunningContainer } from '../../../containers/container';
import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import { environmentOf } from './environment';
import { noteReason, type PreparedContainer, prepareContainers } from './prepare-containers';
import { startOrder } from './start-order';
import type { Task } from './task';
import { TaskError } from './task-error';
import type { StopCause, TaskContainer } from './task-shape';

/** The roles with which a task's containers are prepared and run. */
export interface TaskRoles {
  readonly execution: AwsSettings | undefined;
  readonly task: AwsSettings | undefined;
}

/** Seconds between SIGTERM and SIGKILL (Amazon ECS API Reference, "ContainerDefinition", stopTimeout). */
const STOP_TIMEOUT_SECONDS = 30;

const ESSENTIAL_CONTAINER_EXITED: StopCause = {
  code: 'EssentialContainerExited',
  reason: 'Essential container in task exited',
  isFailure: true,
};

/** The containers of one task. */
export class TaskContainers {
  #prepared: readonly PreparedContainer[] = [];
  readonly #running = new Map<string, RunningContainer>();

  constructor(
    private readonly runtime: Runtime,
    private readonly task: Task,
  ) {}

  /** Where their ports are on 127.0.0.1. */
  get loopbackPorts(): readonly number[] {
    return [...this.#running.values()].flatMap(({ loopbackPorts }) => [...loopbackPorts.values()]);
  }

  /** Whether one of them runs. */
  get areRunning(): boolean {
    return this.task.containers.some(({ lastStatus }) => lastStatus === 'RUNNING');
  }

  /**
   * Fetches secrets and images and opens the logs.
   * @throws TaskError | ContainerError if one of them cannot be had
   */
  async prepare({ execution }: TaskRoles): Promise<void> {
    this.#prepared = await prepareContainers(this.runtime, this.task, execution);
  }

  /**
   * Starts what was prepared, each after those it depends on.
   * @throws ContainerError if one does not start
   */
  async start(roles: TaskRoles): Promise<void> {
    for (const definition of startOrder(this.#prepared.map((prepared) => prepared.definition))) {
      const prepared = this.#prepared.find((candidate) => candidate.definition === definition);
      if (prepared === undefined) continue;
      await this.#dependencies(definition);
      this.task.stopping.throwIfAborted();
      await this.#startOne(prepared, roles);
    }
  }

  /** Sends all of them SIGTERM, and SIGKILL when their time is over; resolves when they have ended and their logs are written. */
  async stop(): Promise<void> {
    const timeout = ({ definition }: PreparedContainer): number =>
      (definition.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1000;
    await this.#end(timeout);
    for (const { log } of this.#prepared) await log?.close();
  }

  /** Ends all of them at once. */
  async kill(): Promise<void> {
    await this.#end(() => 0);
  }

  async #end(graceMs: (container: PreparedContainer) => number): Promise<void> {
    await Promise.all(
      this.#prepared.map(async (prepared) => {
        const running = this.#running.get(prepared.state.name);
        if (prepared.state.lastStatus === 'RUNNING') await running?.stop(graceMs(prepared));
        await running?.exited;
      }),
    );
    for (const container of this.task.containers) container.lastStatus = 'STOPPED';
  }

  /** What has to have ended before a container starts. Health of containers is not checked: it starts with them. */
  async #dependencies({ name = '', dependsOn = [] }: ContainerDefinition): Promise<void> {
    for (const { containerName = '', condition } of dependsOn) {
      if (condition !== 'COMPLETE' && condition !== 'SUCCESS') continue;
      const exit = await this.#running.get(containerName)?.exited;
      if (condition === 'SUCCESS' && exit?.exitCode !== 0) {
        throw new TaskError(`Container ${name} depends on ${containerName}, which did not exit successfully`);
      }
    }
  }

  async #startOne({ definition, state, image, secrets, log }: PreparedContainer, roles: TaskRoles): Promise<void> {
    const { runtime, task } = this;
    const override = task.options.overrides.containerOverrides?.find(({ name }) => name === state.name);
    const command = override?.command ?? definition.command;
    const { entryPoint, workingDirectory, portMappings = [] } = definition;
    try {
      const running = await runtime.containers.start({
        image,
        ...(entryPoint && { entryPoint }),
        ...(command && { command }),
        ...(workingDirectory !== undefined && { workingDirectory }),
        environment: environmentOf({ runtime, task, container: definition, role: roles.task, secrets }),
        containerPorts: portMappings.map(({ containerPort = 0 }) => containerPort),
        onOutput: (line) => log?.write(line),
      });
      this.#watch(definition, state, running);
    } catch (error) {
      noteReason(state, error);
      throw error;
    }
  }

  #watch({ essential = true }: ContainerDefinition, state: TaskContainer, running: RunningContainer): void {
    this.#running.set(state.name, running);
    state.lastStatus = 'RUNNING';
    for (const [port, loopbackPort] of running.loopbackPorts) {
      this.runtime.addresses.add(this.task.networkInterface?.privateIPv4Address ?? '', port, loopbackPort);
    }
    void running.exited.then(({ exitCode }) => {
      state.lastStatus = 'STOPPED';
      state.exitCode = exitCode;
      if (essential) this.task.requestStop(ESSENTIAL_CONTAINER_EXITED, this.runtime.clock.now());
      this.task.changed();
    });
  }
}
