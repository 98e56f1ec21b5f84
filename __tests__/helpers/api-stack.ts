import type { App } from 'cdktf';
import type { Environment, Platform } from '../../config/types';
import { GatewayStack, type ServiceRoute } from '../../stacks/api/gateway-stack';
import { BaseStack } from '../../stacks/base-stack';
import { serviceContract } from '../../stacks/contracts';
import { NetworkStack } from '../../stacks/network/network-stack';
import { oncePer } from './once-per';
import { synthStacks, textOf, type SynthesizedApp } from './synth';
import { resourcesOf, type Arguments, type TerraformType } from './terraform-json';
import { testApi, testEnvironment, testPlatform } from './test-platform';

/** What of the test platform is otherwise. */
export interface ApiSetup {
  readonly platform?: Partial<Platform>;
  readonly environment?: Partial<Environment>;
  /** @default - hello, open to everybody, and orders */
  readonly routes?: readonly ServiceRoute[];
}

class PlainService extends BaseStack {
  readonly contract = serviceContract;
}

export const hello: ServiceRoute = { service: 'hello', api: testApi('hello', 'none') };
export const orders: ServiceRoute = { service: 'orders', api: testApi('shop/orders') };
export const carts: ServiceRoute = { service: 'carts', api: testApi('shop/carts') };

const synthesizeOnce = oncePer((setup: ApiSetup): SynthesizedApp =>
  synthStacks((app: App) => {
    const platform = testPlatform(setup.platform);
    const environment = testEnvironment(setup.environment);
    const network = new NetworkStack(app, platform, environment);
    const routes = setup.routes ?? [hello, orders];
    const services = new Map(
      routes.map(({ service }) => [service, new PlainService(app, `${environment.name}-${service}`, platform)]),
    );
    new GatewayStack(app, platform, { environment, routes }, { network, services });
  }),
);

/** The API stack of an environment with the stacks that it waits for. */
export function synthesizeApi(setup: ApiSetup = {}): SynthesizedApp {
  return synthesizeOnce(setup);
}

/** The JSON of the API stack of an environment. */
export function apiStack(setup: ApiSetup = {}): string {
  return textOf(synthesizeApi(setup), `${setup.environment?.name ?? 'dev'}-gateway`);
}

/** The resource of a type at a construct path below the stack. */
export function at(synth: string, type: TerraformType, path: string): Arguments {
  const found = resourcesOf(synth, type).find((resource) => constructPath(resource) === `dev-gateway/${path}`);
  if (found === undefined) throw new Error(`no ${type.tfResourceType} at ${path}`);
  return found;
}

/** Where a resource is in the tree of constructs, with the stack's id. */
export function constructPath(resource: Arguments): string {
  return (resource['//'] as { metadata: { path: string } }).metadata.path;
}
