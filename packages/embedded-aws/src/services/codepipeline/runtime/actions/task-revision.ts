import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type Tag,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';

import { ActionFailure } from '../action-failure';
import type { ImageDefinitions } from './image-definitions';

/** What ECS adds to a revision and RegisterTaskDefinition does not take (Amazon ECS API Reference, "TaskDefinition"). */
const GIVEN_BY_ECS: ReadonlySet<string> = new Set<keyof TaskDefinition>([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]);

/**
 * Registers a revision of a task definition with other images and, but for them, all that the given one has, tags
 * included.
 * @param taskDefinition ARN
 * @returns ARN of the revision
 * @throws ActionFailure `ConfigurationError` if there is no container for one of the images
 */
export async function registerRevision(
  ecs: ECSClient,
  taskDefinition: string,
  images: ImageDefinitions,
): Promise<string> {
  const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }));
  const revision = revisionOf(found.taskDefinition ?? {}, images, found.tags ?? []);
  const { taskDefinition: registered } = await ecs.send(new RegisterTaskDefinitionCommand(revision));
  return registered?.taskDefinitionArn ?? '';
}

function revisionOf(
  current: TaskDefinition,
  images: ImageDefinitions,
  tags: readonly Tag[],
): RegisterTaskDefinitionCommandInput {
  const kept = Object.fromEntries(Object.entries(current).filter(([field]) => !GIVEN_BY_ECS.has(field)));
  const containerDefinitions = withImages(current.containerDefinitions ?? [], images);
  // ECS refuses an empty list of tags.
  return { ...kept, family: current.family, containerDefinitions, ...(tags.length > 0 && { tags: [...tags] }) };
}

function withImages(containers: readonly ContainerDefinition[], images: ImageDefinitions): ContainerDefinition[] {
  const names = containers.map(({ name }) => name);
  const unknown = [...images.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ActionFailure(
      'ConfigurationError',
      `The image definition file names the container ${unknown}, which the task definition lacks. It has: ${names.join(', ')}.`,
    );
  }
  return containers.map((container) => ({ ...container, image: images.get(container.name ?? '') ?? container.image }));
}
