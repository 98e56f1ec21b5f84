import type { Stack } from '../../stacks/manifest';

/** The types of the resources and data sources that stacks have, e.g. `aws_ecs_service`. */
export function typesOf(stacks: readonly Pick<Stack, 'json'>[]): string[] {
  const blocks = stacks.flatMap(({ json }) => [json['resource'], json['data'], json['ephemeral']]);
  return blocks.flatMap((block) => Object.keys(block ?? {}));
}
