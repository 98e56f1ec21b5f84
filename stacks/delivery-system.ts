import type { App } from 'cdktf';
import type { Deployment, Environment, Platform, Service } from '../config/types';
import { ApiStack } from './api/api-stack';
import { BootstrapStack } from './bootstrap/bootstrap-stack';
import { ClusterStack } from './ecs/cluster-stack';
import { RegistryStack } from './ecs/registry-stack';
import { ServiceStack } from './ecs/service-stack';
import { NetworkStack } from './network/network-stack';
import { PipelineStack } from './pipeline/pipeline-stack';

/** The stacks of one environment that all of its services share. */
interface EnvironmentStacks {
  readonly environment: Environment;
  readonly network: NetworkStack;
  readonly cluster: ClusterStack;
}

/** Where a pipeline deploys to: one service in one environment. */
interface Target extends EnvironmentStacks {
  readonly service: ServiceStack;
}

/** Adds every stack of a platform to an app, in the order they are deployed. */
export function addDeliverySystem(app: App, platform: Platform): void {
  new BootstrapStack(app, platform);
  const environments = platform.environments.map((environment) => addEnvironment(app, platform, environment));
  const targets = platform.services.flatMap((service) => addService(app, platform, service, environments));
  for (const stacks of environments) addApi(app, platform, stacks, targets);
}

function addEnvironment(app: App, platform: Platform, environment: Environment): EnvironmentStacks {
  const network = new NetworkStack(app, platform, environment);
  const cluster = new ClusterStack(app, platform, environment);
  return { environment, network, cluster };
}

function addService(app: App, platform: Platform, service: Service, stacks: readonly EnvironmentStacks[]): Target[] {
  const environments = stacks.map(({ environment }) => environment);
  const protect = environments.some((environment) => environment.protect);
  const registry = new RegistryStack(app, platform, { service: service.name, protect });
  const targets = stacks.map((shared): Target => {
    const { environment, network, cluster } = shared;
    const props = { environment, service: service.name, deployment: deploymentIn(service, environment) };
    return { ...shared, service: new ServiceStack(app, platform, props, { network, cluster, registry }) };
  });
  new PipelineStack(app, platform, { service, environments }, { registry, targets });
  return targets;
}

function addApi(app: App, platform: Platform, stacks: EnvironmentStacks, targets: readonly Target[]): void {
  const { environment, network } = stacks;
  const services = targets.filter((target) => target.environment === environment).map(({ service }) => service);
  const routes = platform.services.map((service) => ({
    service: service.name,
    api: deploymentIn(service, environment).api,
  }));
  new ApiStack(app, platform, { environment, routes }, { network, services });
}

function deploymentIn(service: Service, environment: Environment): Deployment {
  const deployment = service.deployments.find((candidate) => candidate.environment === environment.name);
  if (deployment === undefined) throw new Error(`service ${service.name} has no deployment in ${environment.name}`);
  return deployment;
}
