import type { App } from 'cdktf';
import { ConfigError } from '../../config/config-error';
import type { Environment, OwnStackSettings, Platform } from '../../config/types';
import { stackIds } from '../../platform/stack-ids';
import type { BaseStack } from '../base-stack';
import { read, type Contract, type ContractValues, type Producer } from '../contract';
import type { clusterContract, networkContract } from '../contracts';
import { findEnvironmentKey } from '../found-keys';
import { joinConnections, type Connecting, type Connection } from '../connection';
import type { AnyStackDefinition, SharedStackContext, StackContext } from './definition';
import { requireDefinitions } from './require-definitions';
import { OwnStack } from './own-stack';

/** What the stacks of an environment may read. */
export interface EnvironmentProducers {
  readonly environment: Environment;
  readonly network: () => Producer<typeof networkContract>;
  readonly cluster: () => Producer<typeof clusterContract>;
}

/** What stacks of the project's own are added to. */
export interface OwnStacksProps {
  readonly app: App;
  readonly platform: Platform;
  /** What builds them. */
  readonly definitions: readonly AnyStackDefinition[];
  readonly environments: readonly EnvironmentProducers[];
  /** Whether a stack is added, by its id; what stands in for one that is not, has its contract. */
  readonly isWanted: (id: string) => boolean;
  readonly standIn: <C extends Contract>(id: string, contract: C) => Producer<C>;
  /** Called with each stack when its definition has built it. */
  readonly finish: (stack: OwnStack) => void;
}

/** Adds the stacks of the project's own, each after those that it reads. */
export class OwnStacks {
  private readonly made = new Map<string, Producer<Contract>>();
  /** Ids of those that are being built, each by the one before. */
  private readonly building: string[] = [];

  /** @throws ConfigError unless each stack of the config has a definition, and each definition a stack */
  constructor(private readonly props: OwnStacksProps) {
    requireDefinitions(props.platform.stacks, props.definitions);
  }

  /** Adds all that are wanted. */
  addAll(): void {
    for (const settings of this.props.platform.stacks) {
      for (const environment of environmentsOf(settings)) this.find(settings.name, environment);
    }
  }

  /**
   * What a service gets of the stacks, and makes it read those that it gets something of.
   * @param given names of the variables and secrets that the config gives the service
   * @throws ConfigError if a name is given twice
   */
  connect(service: BaseStack, connecting: Connecting, given: readonly string[]): Required<Connection> {
    const there = this.props.definitions.filter(({ name }) => {
      const settings = this.props.platform.stacks.find((each) => each.name === name);
      return settings?.perEnvironment === false || settings?.environments.includes(connecting.environment);
    });
    const connections = there.flatMap((definition) => {
      const values = valuesOnUse(definition.contract, () =>
        read(service, this.find(definition.name, connecting.environment)),
      );
      return definition.connect?.(values, connecting) ?? [];
    });
    return joinConnections(connections, given, connecting);
  }

  /** The stack of a name in an environment, or the one that all of them share. */
  private find(name: string, environment: string | undefined): Producer<Contract> {
    const settings = this.props.platform.stacks.find((each) => each.name === name);
    const own = settings?.perEnvironment === true ? environment : undefined;
    if (settings === undefined || !environmentsOf(settings).includes(own)) throw noSuchStack(name, environment);
    const id = stackIds.own(name, own);
    const made = this.made.get(id) ?? this.make(id, name, own);
    this.made.set(id, made);
    return made;
  }

  private make(id: string, name: string, environment: string | undefined): Producer<Contract> {
    const { app, platform, definitions, isWanted, standIn } = this.props;
    if (this.building.includes(id)) throw readsItself([...this.building, id]);
    const definition = definitions.find((each) => each.name === name);
    const contract = definition?.contract ?? { name, outputs: {} };
    if (!isWanted(id)) return standIn(id, contract);
    const stack = new OwnStack(app, platform, { name, environment, contract });
    this.building.push(id);
    if (definition !== undefined) this.build(definition, stack);
    this.building.pop();
    requireOutputs(stack);
    this.props.finish(stack);
    return stack;
  }

  private build(definition: AnyStackDefinition, stack: OwnStack): void {
    const environment = this.props.environments.find((each) => each.environment.name === stack.part.environment);
    const stackOf = this.reader(environment?.environment.name);
    if ('perEnvironment' in definition) definition.build(stack, { stackOf });
    else if (environment !== undefined) definition.build(stack, contextOf(stack, environment, stackOf));
  }

  private reader(environment: string | undefined): StackContext['stackOf'] & SharedStackContext['stackOf'] {
    // The definition says what its stack publishes.
    return <C extends Contract>({ name }: { readonly name: string; readonly contract?: C }) =>
      this.find(name, environment) as Producer<C>;
  }
}

/** The values of a contract, which are read when the first is used. */
function valuesOnUse(
  contract: Contract | undefined,
  readAll: () => ContractValues<Contract>,
): ContractValues<Contract> {
  let values: ContractValues<Contract> | undefined;
  const names = Object.keys(contract?.outputs ?? {});
  const get = (name: string) => (): unknown => (values ??= readAll())[name];
  const properties = names.map((name) => [name, { get: get(name), enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries(properties) as PropertyDescriptorMap);
}

/** `undefined` stands for all of them. */
function environmentsOf({ perEnvironment, environments }: OwnStackSettings): readonly (string | undefined)[] {
  return perEnvironment ? environments : [undefined];
}

function contextOf(
  stack: OwnStack,
  { environment, network, cluster }: EnvironmentProducers,
  stackOf: StackContext['stackOf'],
): StackContext {
  let key: { readonly arn: string | undefined } | undefined;
  return {
    environment,
    get network() {
      return network();
    },
    get cluster() {
      return cluster();
    },
    get keyArn() {
      key ??= { arn: findEnvironmentKey(stack, environment)?.keyArn };
      return key.arn;
    },
    stackOf,
  };
}

function requireOutputs({ node, contract }: OwnStack): void {
  const missing = Object.keys(contract.outputs).filter((name) => node.tryFindChild(name) === undefined);
  if (missing.length === 0) return;
  throw new Error(
    `The stack ${node.id} does not publish ${missing.join(' and ')}, as its contract says: ` +
      'call publish(stack, { ... }) at the end of its build.',
  );
}

function noSuchStack(name: string, environment: string | undefined): ConfigError {
  const where = environment === undefined ? 'that all environments share' : `of the environment ${environment}`;
  return new ConfigError([
    {
      path: `stacks.${name}`,
      found: `no stack ${where}, which another stack reads`,
      allowed: 'to read a stack of the same environment, or one with perEnvironment: false',
      fix: `add ${environment ?? 'perEnvironment: false'} to stacks.${name}, or do not read it there`,
    },
  ]);
}

function readsItself(ids: readonly string[]): Error {
  return new Error(`Stacks read each other in a circle: ${ids.join(', which reads ')}. Take out one of these reads.`);
}
