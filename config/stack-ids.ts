import type { Path } from './issue';
import type { Platform } from './types';

/** The id of a stack, and the name in the config that it comes from. */
export interface StackId {
  readonly id: string;
  readonly origin: Path;
}

/** The id of every stack of a platform. The stacks themselves take theirs from `stacks/stack-ids.ts`; a test compares. */
export function stackIdsOf({ environments, services }: Platform): readonly StackId[] {
  return [
    { id: 'bootstrap', origin: [] },
    ...environments.flatMap(({ name }) => suffixed(name, ['network', 'cluster', 'api'], ['environments', name])),
    ...services.flatMap(({ name }) => suffixed(name, ['registry', 'pipeline'], ['services', name])),
    ...services.flatMap((service) =>
      environments.map(({ name }) => ({ id: `${name}-${service.name}`, origin: ['services', service.name] })),
    ),
  ];
}

function suffixed(name: string, suffixes: readonly string[], origin: Path): readonly StackId[] {
  return suffixes.map((suffix) => ({ id: `${name}-${suffix}`, origin }));
}
