import { parseJson } from '../../json';
import type { ResourceChange } from '../../plan/plan';
import { isHidden, valuesAt } from './values';

/** What a container definition of ECS says, as far as rules ask. Source: Amazon ECS API reference, "ContainerDefinition". */
export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly privileged?: boolean;
  readonly readonlyRootFilesystem?: boolean;
  readonly user?: string;
  /** Names of variables that come from a secret or a parameter. */
  readonly secrets: ReadonlySet<string>;
  /** Capabilities of Linux that it has beside those of Docker, e.g. `SYS_PTRACE`. */
  readonly capabilities: ReadonlySet<string>;
  readonly hasLog: boolean;
  readonly hasHealthCheck: boolean;
}

/** A container before and after a change, paired by name. */
export interface ContainerChange {
  /** @default - it is new */
  readonly before?: Container;
  readonly after: Container;
}

/** The containers that a task definition has after the change; none if they are not known. */
export function containerChanges({ type, before, after }: ResourceChange): readonly ContainerChange[] {
  if (type !== 'aws_ecs_task_definition') return [];
  const old = new Map(containersIn(before).map((container) => [container.name, container]));
  return containersIn(after).map((container) => {
    const former = old.get(container.name);
    return { ...(former && { before: former }), after: container };
  });
}

type Json = Readonly<Record<string, unknown>>;

function containersIn(attributes: ResourceChange['before']): readonly Container[] {
  const [text] = valuesAt(attributes, 'container_definitions');
  if (typeof text !== 'string' || isHidden(text)) return [];
  return objectsIn(parseJson(text)).map(containerOf);
}

function objectsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((each): each is Json => typeof each === 'object' && each !== null) : [];
}

function containerOf(json: Json): Container {
  const { image, user, privileged, readonlyRootFilesystem: isReadonly } = json;
  return {
    name: textOf(json['name']),
    ...(typeof image === 'string' && { image }),
    ...(typeof user === 'string' && { user }),
    ...(typeof privileged === 'boolean' && { privileged }),
    ...(typeof isReadonly === 'boolean' && { readonlyRootFilesystem: isReadonly }),
    secrets: new Set(objectsIn(json['secrets']).map(({ name }) => textOf(name))),
    capabilities: new Set(capabilitiesIn(json)),
    hasLog: json['logConfiguration'] != null,
    hasHealthCheck: json['healthCheck'] != null,
  };
}

function capabilitiesIn({ linuxParameters }: Json): readonly string[] {
  const [{ capabilities } = {}] = objectsIn([linuxParameters]);
  const [{ add } = {}] = objectsIn([capabilities]);
  return Array.isArray(add) ? add.map(textOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
