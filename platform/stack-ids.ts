/** The types of stacks; `stackIdsOf` says how many of each a platform has. */
export type StackType = 'bootstrap' | EnvironmentStackType | ServiceStackType | 'service' | 'own';

/** Stacks of an environment, in the order in which they are listed: `<environment>-<type>`. */
const environmentStackTypes = ['network', 'cluster', 'gateway'] as const;
type EnvironmentStackType = (typeof environmentStackTypes)[number];

/** Stacks of a service that all environments share, in the order in which they are listed: `<service>-<type>`. */
const serviceStackTypes = ['registry', 'pipeline'] as const;
type ServiceStackType = (typeof serviceStackTypes)[number];

/** A stack of a platform. */
export interface StackId {
  /** Its name on the command line, its folder in cdktf.out, and the name of its state. A contract. */
  readonly id: string;
  readonly type: StackType;
  /** The environment that it belongs to. @default - it serves all of them */
  readonly environment?: string;
  /** The service that it belongs to. @default - it serves all of them */
  readonly service?: string;
  /** Its name among the stacks of the project's own. @default - it is one of the platform */
  readonly own?: string;
}

/** The names that ids are made of. */
export interface StackNames {
  readonly environments: readonly { readonly name: string }[];
  readonly services: readonly { readonly name: string }[];
  /** Those of the project's own. @default - none */
  readonly stacks?: readonly OwnStackName[];
}

/** A stack of the project's own. */
export interface OwnStackName {
  readonly name: string;
  /** Names of the environments that have one each; none if all of them share one. */
  readonly environments: readonly string[];
  /** Whether each of those environments has one. */
  readonly perEnvironment: boolean;
}

/** The id of each stack. */
export const stackIds = {
  /** State bucket and account-wide settings. */
  bootstrap: (): string => 'bootstrap',
  /** VPC and load balancer of an environment. */
  network: (environment: string): string => idOf(environment, 'network'),
  /** ECS cluster of an environment. */
  cluster: (environment: string): string => idOf(environment, 'cluster'),
  /** REST API and user pool of an environment. */
  gateway: (environment: string): string => idOf(environment, 'gateway'),
  /** Image repository of a service. */
  registry: (service: string): string => idOf(service, 'registry'),
  /** Delivery pipeline of a service. */
  pipeline: (service: string): string => idOf(service, 'pipeline'),
  /** A service as it runs in an environment. */
  service: (environment: string, service: string): string => `${environment}-${service}`,
  /** Stack of the project's own. @param environment undefined: all environments share it */
  own: (name: string, environment?: string): string => (environment === undefined ? name : `${environment}-${name}`),
} as const satisfies Record<StackType, (...names: string[]) => string>;

function idOf(name: string, type: EnvironmentStackType | ServiceStackType): string {
  return `${name}-${type}`;
}

/** Every stack of a platform. */
export function stackIdsOf({ environments, services, stacks = [] }: StackNames): readonly StackId[] {
  return [
    { id: stackIds.bootstrap(), type: 'bootstrap' },
    ...environments.flatMap(({ name: environment }) =>
      environmentStackTypes.map((type) => ({ id: stackIds[type](environment), type, environment })),
    ),
    ...services.flatMap(({ name: service }) =>
      serviceStackTypes.map((type) => ({ id: stackIds[type](service), type, service })),
    ),
    ...services.flatMap(({ name: service }) =>
      environments.map(({ name: environment }) => ({
        id: stackIds.service(environment, service),
        type: 'service' as const,
        environment,
        service,
      })),
    ),
    ...stacks.flatMap(ownStackIds),
  ];
}

function ownStackIds({ name: own, environments, perEnvironment }: OwnStackName): readonly StackId[] {
  if (!perEnvironment) return [{ id: stackIds.own(own), type: 'own', own }];
  return environments.map((environment) => ({ id: stackIds.own(own, environment), type: 'own', environment, own }));
}

/**
 * Every stack of a platform by its id. Only this tells what a stack belongs to: `dev-tools-registry` looks like a stack of
 * the environment `dev`, and is the registry of a service `dev-tools`.
 */
export function stacksById(names: StackNames): ReadonlyMap<string, StackId> {
  return new Map(stackIdsOf(names).map((stack) => [stack.id, stack]));
}

/**
 * The stacks that patterns match though they belong to others.
 * @param environment whose patterns these are; undefined for those of what all environments share
 * @param patterns of ids, each with one `*` for any letters, or the whole id
 */
export function foreignMatches(
  names: StackNames,
  environment: string | undefined,
  patterns: readonly string[],
): readonly StackId[] {
  return stackIdsOf(names).filter(
    (stack) => stack.environment !== environment && patterns.some((pattern) => isMatch(pattern, stack.id)),
  );
}

function isMatch(pattern: string, id: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? id === pattern : id.startsWith(start) && id.endsWith(end);
}

/**
 * What the gateway of an environment was called while no service could be called `api`. Its state lies under this id
 * until it is moved; a service `api` may have the id now.
 */
export function formerGatewayId(environment: string): string {
  return stackIds.service(environment, 'api');
}

/** The environment of a gateway, or of what may have its former id. @returns undefined for every other id */
export function environmentOfGateway(id: string): string | undefined {
  const [environment = ''] = id.split('-');
  return [stackIds.gateway(environment), formerGatewayId(environment)].includes(id) ? environment : undefined;
}

/**
 * Names that no service can have, in alphabetical order: what ids of stacks end in. A service `network` would make
 * `<environment>-network` the id of two stacks.
 */
export const reservedServiceNames: readonly string[] = [
  stackIds.bootstrap(),
  ...environmentStackTypes,
  ...serviceStackTypes,
].sort();
