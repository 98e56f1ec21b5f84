import type { ContainerDefinition } from '@aws-sdk/client-ecs';

import { ContainerError, type PulledImage } from '../../../containers/container';
import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import { type ContainerLog, openLogStream } from './aws-logs';
import { readSecrets } from './secrets';
import type { Task } from './task';
import { TaskError } from './task-error';
import type { TaskContainer } from './task-shape';

/** A container that is ready to start. */
export interface PreparedContainer {
  readonly definition: ContainerDefinition;
  readonly state: TaskContainer;
  readonly image: PulledImage;
  readonly secrets: Readonly<Record<string, string>>;
  /** @default what it prints is lost */
  readonly log: ContainerLog | undefined;
}

/**
 * Fetches the secrets and images of a task's containers and opens their logs.
 * @param execution settings of the execution role, if the task has one
 * @throws TaskError | ContainerError if one of them cannot be had
 */
export async function prepareContainers(
  runtime: Runtime,
  task: Task,
  execution: AwsSettings | undefined,
): Promise<PreparedContainer[]> {
  const definitions = task.options.definition.containerDefinitions ?? [];
  const secrets = await Promise.all(definitions.map((container) => secretsOf(container, execution)));
  task.times.pullStartedAt = runtime.clock.now();
  const images = await Promise.all(task.containers.map((container) => pull(runtime, task, container, execution)));
  task.times.pullStoppedAt = runtime.clock.now();
  const prepared: PreparedContainer[] = [];
  for (const [index, definition] of definitions.entries()) {
    const [image, state] = [images[index], task.containers[index]];
    if (image === undefined || state === undefined) continue;
    const log = await openLog(runtime, task, definition, execution);
    prepared.push({ definition, state, image, log, secrets: secrets[index] ?? {} });
  }
  return prepared;
}

/** Notes at a container what went wrong with it. */
export function noteReason(container: TaskContainer, error: unknown): void {
  if (error instanceof ContainerError) container.reason = `${error.code}: ${error.message}`;
}

async function secretsOf(
  { secrets = [] }: ContainerDefinition,
  execution: AwsSettings | undefined,
): Promise<Record<string, string>> {
  return secrets.length === 0 ? {} : readSecrets(required(execution, 'secrets'), secrets);
}

async function pull(
  runtime: Runtime,
  { options }: Task,
  container: TaskContainer,
  execution: AwsSettings | undefined,
): Promise<PulledImage> {
  const isPrivate = /^\d{12}\.dkr\.ecr\./.test(container.image);
  const role = isPrivate ? required(execution, 'ECR images') : execution;
  // A public image needs no permission.
  const settings = role ?? runtime.asAccount(options.place.account, options.place.scope.region);
  try {
    const image = await runtime.containers.pull(container.image, settings);
    container.imageDigest = image.digest;
    return image;
  } catch (error) {
    noteReason(container, error);
    throw error;
  }
}

async function openLog(
  runtime: Runtime,
  { id: taskId }: Task,
  { name: containerName = '', logConfiguration: configuration }: ContainerDefinition,
  execution: AwsSettings | undefined,
): Promise<ContainerLog | undefined> {
  if (configuration?.logDriver !== 'awslogs') return undefined;
  const settings = required(execution, 'log driver awslogs');
  return openLogStream({ settings, runtime, configuration, containerName, taskId });
}

/** @throws TaskError in the words of RegisterTaskDefinition, which refuses such a task definition */
function required(execution: AwsSettings | undefined, what: string): AwsSettings {
  if (execution !== undefined) return execution;
  throw new TaskError(`Fargate requires task definition to have execution role ARN to support ${what}.`);
}
