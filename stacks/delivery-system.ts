import type { App } from 'cdktf';
import type { Deployment, Environment, Platform, Service } from '../config/types';
import { stackIds } from '../platform/stack-ids';
import { GatewayStack } from './api/gateway-stack';
import type { NeedsOfEnvironments } from './bootstrap/boundaries';
import { BootstrapStack } from './bootstrap/bootstrap-stack';
import type { Contract, Producer } from './contract';
import { clusterContract, networkContract, registryContract, serviceContract } from './contracts';
import { ClusterStack } from './ecs/cluster-stack';
import { RegistryStack } from './ecs/registry-stack';
import { ServiceStack } from './ecs/service-stack';
import { NetworkStack } from './network/network-stack';
import { PipelineStack } from './pipeline/pipeline-stack';
import { ExternalStack } from './external-stack';
import type { BaseStack } from './base-stack';
import type { Connection } from './connection';
import type { AnyStackDefinition } from './own/definition';
import type { OwnStack } from './own/own-stack';
import { OwnStacks } from './own/own-stacks';

/** Ids of the stacks to add. */
export type StackIds = ReadonlySet<string>;

/** A stack of a platform: `type` tells which. */
export type DeliveryStack =
  BootstrapStack | NetworkStack | ClusterStack | RegistryStack | ServiceStack | PipelineStack | GatewayStack | OwnStack;

/** A stack for others to read from; if it is not added to the app, it is made when it is first read. */
type Lazy<C extends Contract> = () => Producer<C>;

/** The stacks of one environment that all of its services share. */
interface EnvironmentStacks {
  readonly environment: Environment;
  readonly network: Lazy<typeof networkContract>;
  readonly cluster: Lazy<typeof clusterContract>;
}

/** Where a pipeline deploys to: one service in one environment. */
interface Target extends EnvironmentStacks {
  /** Name of the service. */
  readonly name: string;
  readonly service: Lazy<typeof serviceContract>;
}

/** How the stacks of a platform are added. */
export interface DeliverySystemOptions {
  /** The ids of those to add; what is written of each is the same. @default - every stack */
  readonly only?: StackIds | undefined;
  /** What builds the stacks of the project's own, which the config has in `stacks`. @default - there are none */
  readonly stacks?: readonly AnyStackDefinition[] | undefined;
  /**
   * Called with each stack when all of it is there, before it is finished: the place to change resources, to add others
   * and to add aspects. @default - nothing is changed
   */
  readonly customize?: ((stack: DeliveryStack) => void) | undefined;
  /** Called with each stack when nothing will be added to it. @default - not called */
  readonly finish?: ((stack: DeliveryStack) => void) | undefined;
}

/**
 * Adds the stacks of a platform to an app, in the order they are deployed.
 * @throws ConfigError if config and code do not know the same stacks of the project's own
 */
export function addDeliverySystem(app: App, platform: Platform, options: DeliverySystemOptions = {}): void {
  new DeliverySystem(app, platform, options).addAll();
}

class DeliverySystem {
  constructor(
    private readonly app: App,
    private readonly platform: Platform,
    private readonly options: DeliverySystemOptions,
  ) {}

  addAll(): void {
    const { platform } = this;
    if (this.isWanted(stackIds.bootstrap())) this.addBootstrap();
    const environments = platform.environments.map((environment) => this.addEnvironment(environment));
    const own = this.ownStacks(environments);
    own.addAll();
    const targets = platform.services.flatMap((service) => this.addService(service, environments, own));
    for (const stacks of environments) this.addGateway(stacks, targets);
  }

  private ownStacks(environments: readonly EnvironmentStacks[]): OwnStacks {
    const { app, platform, options } = this;
    return new OwnStacks({
      app,
      platform,
      definitions: options.stacks ?? [],
      environments,
      isWanted: (id) => this.isWanted(id),
      standIn: (id, contract) => new ExternalStack(id, platform, contract),
      finish: (stack) => this.finish(stack),
    });
  }

  private addBootstrap(): void {
    const { environments, stacks } = this.platform;
    const services = this.platform.services.map(({ name }) => name);
    const props = { environments, services, stacks, needs: needsOf(this.platform) };
    this.finish(new BootstrapStack(this.app, this.platform, props));
  }

  private isWanted(id: string): boolean {
    return this.options.only?.has(id) ?? true;
  }

  /** @returns the stack */
  private finish<S extends DeliveryStack>(stack: S): S {
    this.options.customize?.(stack);
    this.options.finish?.(stack);
    return stack;
  }

  private add<C extends Contract>(id: string, contract: C, make: () => Producer<C> & DeliveryStack): Lazy<C> {
    if (this.isWanted(id)) {
      const stack = this.finish(make());
      return () => stack;
    }
    let external: Producer<C> | undefined;
    return () => (external ??= new ExternalStack(id, this.platform, contract));
  }

  private addEnvironment(environment: Environment): EnvironmentStacks {
    const { app, platform } = this;
    const { network, cluster } = stackIds;
    return {
      environment,
      network: this.add(network(environment.name), networkContract, () => new NetworkStack(app, platform, environment)),
      cluster: this.add(cluster(environment.name), clusterContract, () => new ClusterStack(app, platform, environment)),
    };
  }

  private addService(service: Service, stacks: readonly EnvironmentStacks[], own: OwnStacks): Target[] {
    const { app, platform } = this;
    const environments = stacks.map(({ environment }) => environment);
    const props = { service: service.name, environments };
    const registryId = stackIds.registry(service.name);
    const registry = this.add(registryId, registryContract, () => new RegistryStack(app, platform, props));
    const targets = stacks.map((shared) => this.addTarget(service, shared, registry, own));
    if (this.isWanted(stackIds.pipeline(service.name))) {
      const made = targets.map(({ environment, cluster, service }) => ({
        environment,
        cluster: cluster(),
        service: service(),
      }));
      const producers = { registry: registry(), targets: made };
      this.finish(new PipelineStack(app, platform, { service, environments }, producers));
    }
    return targets;
  }

  private addTarget(
    service: Service,
    shared: EnvironmentStacks,
    registry: Lazy<typeof registryContract>,
    own: OwnStacks,
  ): Target {
    const { environment, network, cluster } = shared;
    const id = stackIds.service(environment.name, service.name);
    const make = (): ServiceStack => {
      const deployment = deploymentIn(service, environment);
      const given = Object.keys({ ...deployment.variables, ...deployment.secrets });
      const connecting = { service: service.name, environment: environment.name };
      const connect = (consumer: BaseStack): Required<Connection> => own.connect(consumer, connecting, given);
      const props = { environment, service: service.name, deployment, connect };
      const producers = { network: network(), cluster: cluster(), registry: registry() };
      return new ServiceStack(this.app, this.platform, props, producers);
    };
    return { ...shared, name: service.name, service: this.add(id, serviceContract, make) };
  }

  private addGateway({ environment, network }: EnvironmentStacks, targets: readonly Target[]): void {
    if (!this.isWanted(stackIds.gateway(environment.name))) return;
    const inEnvironment = targets.filter((target) => target.environment === environment);
    const services = new Map(inEnvironment.map(({ name, service }) => [name, service()]));
    const routes = this.platform.services.map((service) => ({
      service: service.name,
      api: deploymentIn(service, environment).api,
    }));
    const dependencies = { network: network(), services };
    this.finish(new GatewayStack(this.app, this.platform, { environment, routes }, dependencies));
  }
}

/** What the config grants applications, by the name of the environment. */
function needsOf({ environments, services, stacks }: Platform): NeedsOfEnvironments {
  return new Map(
    environments.map((environment) => {
      const deployments = services.map((service) => deploymentIn(service, environment));
      const needs = {
        secretArns: deployments.flatMap(({ secrets }) => Object.values(secrets)),
        keyArns: deployments.flatMap(({ secretKeys }) => secretKeys),
        executeCommand: deployments.some(({ executeCommand }) => executeCommand),
        stackSecretArns: stacks
          .filter((each) => !each.perEnvironment || each.environments.includes(environment.name))
          .flatMap(({ applicationSecrets }) => applicationSecrets),
      };
      return [environment.name, needs];
    }),
  );
}

function deploymentIn(service: Service, environment: Environment): Deployment {
  const deployment = service.deployments.find((candidate) => candidate.environment === environment.name);
  if (deployment === undefined) throw new Error(`service ${service.name} has no deployment in ${environment.name}`);
  return deployment;
}
