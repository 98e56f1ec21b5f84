import type { ContainerDefinition } from '@aws-sdk/client-ecs';

/** The containers of a task, each after those it depends on; those in a circle come last, as they are. */
export function startOrder(containers: readonly ContainerDefinition[]): ContainerDefinition[] {
  const ordered: ContainerDefinition[] = [];
  const left = [...containers];
  while (left.length > 0) {
    const isNext = ({ dependsOn = [] }: ContainerDefinition): boolean =>
      dependsOn.every(({ containerName }) => !left.some(({ name }) => name === containerName));
    const index = Math.max(left.findIndex(isNext), 0);
    ordered.push(...left.splice(index, 1));
  }
  return ordered;
}
