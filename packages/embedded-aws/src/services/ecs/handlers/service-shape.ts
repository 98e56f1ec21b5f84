import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';

/** The settings that moto forgets, gets wrong, or does not change. */
const KEPT = [
  'availabilityZoneRebalancing',
  'capacityProviderStrategy',
  'deploymentConfiguration',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'launchType',
  'loadBalancers',
  'placementConstraints',
  'placementStrategy',
  'platformVersion',
  'propagateTags',
  'serviceConnectConfiguration',
  'serviceRegistries',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
];

/**
 * What the settings of a service become by a CreateService or UpdateService. Of the deployment configuration, too,
 * what is not named stays.
 */
export function changed(before: JsonObject, input: JsonObject): JsonObject {
  const named = KEPT.filter((name) => input[name] !== undefined).map((name) => [name, input[name]] as const);
  const deploymentConfiguration = {
    ...asObject(before['deploymentConfiguration']),
    ...asObject(input['deploymentConfiguration']),
  };
  return { ...before, ...Object.fromEntries(named), deploymentConfiguration };
}

/**
 * What ECS takes for granted of a new service (Amazon ECS API Reference, "CreateService").
 * @param strategy the cluster's default capacity provider strategy; empty if it does not apply
 */
export function defaultsOf(input: JsonObject, strategy: readonly unknown[]): JsonObject {
  const isNamed = input['launchType'] !== undefined || input['capacityProviderStrategy'] !== undefined;
  const controller = asObject(input['deploymentController'])['type'] ?? 'ECS';
  const launch = strategy.length > 0 ? { capacityProviderStrategy: strategy } : { launchType: 'EC2' };
  return {
    availabilityZoneRebalancing: controller === 'ECS' ? 'ENABLED' : 'DISABLED',
    enableECSManagedTags: false,
    enableExecuteCommand: false,
    propagateTags: 'NONE',
    placementConstraints: [],
    placementStrategy: [],
    ...(asList(input['loadBalancers']).length > 0 && { healthCheckGracePeriodSeconds: 0 }),
    ...(isNamed ? {} : launch),
  };
}

/** Of a deployment (Amazon ECS API Reference, "DeploymentConfiguration"). */
const DEPLOYMENT_DEFAULTS = {
  maximumPercent: 200,
  minimumHealthyPercent: 100,
  deploymentCircuitBreaker: { enable: false, rollback: false },
};

/** What a service of moto's looks like with its settings. @param settings undefined if nothing is known of it */
export function showService(service: JsonObject, settings: JsonObject | undefined): JsonObject {
  if (settings === undefined) return service;
  const strategy = asList(settings['capacityProviderStrategy']).map((item) => ({
    base: 0,
    weight: 0,
    ...asObject(item),
  }));
  const launch = strategy.length > 0 ? { capacityProviderStrategy: strategy, launchType: undefined } : {};
  const shown = { ...service, ...settings, capacityProviderStrategy: undefined, ...launch, ...platformOf(settings) };
  const deployments = asList(service['deployments']).map((deployment) => ({
    ...asObject(deployment),
    taskDefinition: service['taskDefinition'],
    desiredCount: service['desiredCount'],
    ...launch,
  }));
  const deploymentConfiguration = { ...DEPLOYMENT_DEFAULTS, ...asObject(settings['deploymentConfiguration']) };
  return { ...shown, deploymentConfiguration, deployments };
}

/** Fargate runs on the latest version of its platform unless told otherwise. */
function platformOf({ launchType, capacityProviderStrategy, platformVersion }: JsonObject): JsonObject {
  const providers = asList(capacityProviderStrategy).map((item) => asText(asObject(item)['capacityProvider']));
  const isFargate = launchType === 'FARGATE' || providers.some((provider) => provider.startsWith('FARGATE'));
  return isFargate ? { platformVersion: platformVersion ?? 'LATEST', platformFamily: 'Linux' } : {};
}
