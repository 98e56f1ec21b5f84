import type { ConnectedSecret } from '../modules/ecs/container-definition';
import { ConfigError } from '../config/config-error';

export type { ConnectedSecret };

/** What a service gets of a stack of the project's own. */
export interface Connection {
  /** Environment variables of its container. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Environment variables of its container that hold secrets. @default - none */
  readonly secrets?: Readonly<Record<string, ConnectedSecret>>;
  /** Security groups that its tasks are in besides their own. @default - none */
  readonly securityGroupIds?: readonly string[];
}

/** The service that asks. */
export interface Connecting {
  /** Name of the service. */
  readonly service: string;
  /** Name of the environment that it runs in. */
  readonly environment: string;
}

/**
 * Most security groups of a task. Source: Amazon ECS API Reference, AwsVpcConfiguration: "There's a limit of 5 security
 * groups that can be specified".
 */
const MOST_SECURITY_GROUPS = 5;

/**
 * What a service gets of several stacks.
 * @param given names of the variables and secrets that the config gives it
 * @throws ConfigError if a name would be given twice, or if there are too many security groups
 */
export function joinConnections(
  connections: readonly Connection[],
  given: readonly string[],
  { service, environment }: Connecting,
): Required<Connection> {
  const names = connections.flatMap(({ variables, secrets }) => [
    ...Object.keys({ ...variables }),
    ...Object.keys({ ...secrets }),
  ]);
  const all = [...given, 'PORT', ...names];
  const twice = names.find((name) => all.indexOf(name) !== all.lastIndexOf(name));
  if (twice !== undefined) {
    throw mistakeOf(service, {
      found: `the variable ${twice} twice in ${environment}: by connect of a stack, and by another one or by the config`,
      allowed: 'each variable once; PORT is always the port of the service',
      fix: `give it another name in connect, or remove it from services.${service}`,
    });
  }
  const securityGroupIds = [...new Set(connections.flatMap((each) => each.securityGroupIds ?? []))];
  if (securityGroupIds.length >= MOST_SECURITY_GROUPS) {
    throw mistakeOf(service, {
      found: `${securityGroupIds.length} security groups of stacks of your own in ${environment}`,
      allowed: `${MOST_SECURITY_GROUPS - 1}: a task has at most ${MOST_SECURITY_GROUPS}, and one is its own`,
      fix: 'use one security group for several stacks',
    });
  }
  return {
    variables: Object.assign({}, ...connections.map((each) => each.variables)) as Required<Connection>['variables'],
    secrets: Object.assign({}, ...connections.map((each) => each.secrets)) as Required<Connection>['secrets'],
    securityGroupIds,
  };
}

function mistakeOf(service: string, issue: { found: string; allowed: string; fix: string }): ConfigError {
  return new ConfigError([{ path: `services.${service}`, ...issue }], 'the config, compared with main.ts,');
}
