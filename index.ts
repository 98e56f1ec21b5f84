/**
 * The library: what main.ts and platform.config.ts of a project import. Constructs are imported one by one, e.g.
 * `fargate-delivery/modules/ecs/cluster`.
 *
 * Functions that need cdktf load it when they are called: a config file needs `definePlatform` alone, and cdktf with
 * the stacks takes a second to load.
 */
import { createRequire } from 'node:module';
import type * as load from './config/load';
import type * as contract from './stacks/contract';
import type * as deliverySystem from './stacks/delivery-system';
import type * as synthesizing from './synth/synthesize-app';

export { ConfigError } from './config/config-error';
export { definePlatform } from './config/define-platform';
export type { PlatformInput } from './config/input';
export type { Deployment, Environment, Platform, Service } from './config/types';
export type { BaseStack } from './stacks/base-stack';
export type { Contract, ContractOutput, ContractValues, Producer } from './stacks/contract';
export * from './stacks/contracts';
export type { ConnectedSecret, Connecting, Connection } from './stacks/connection';
export { defineStack } from './stacks/own/definition';
export type {
  AnyStackDefinition,
  SharedStackContext,
  SharedStackDefinition,
  StackContext,
  StackDefinition,
} from './stacks/own/definition';
export type { OwnStack } from './stacks/own/own-stack';
export type { DeliveryStack, DeliverySystemOptions, StackIds } from './stacks/delivery-system';
export type { BuildApp, FinishStack, SynthesizeAppOptions, Synthesis } from './synth/synthesize-app';

const requireOf = createRequire(__filename);

/** Loads a config file and checks it; see {@link load.loadPlatform}. @throws ConfigError */
export const loadPlatform: typeof load.loadPlatform = (file) =>
  (requireOf('./config/load') as typeof load).loadPlatform(file);

/** Adds the stacks of a platform to an app; see {@link deliverySystem.addDeliverySystem}. */
export const addDeliverySystem: typeof deliverySystem.addDeliverySystem = (app, platform, options) => {
  (requireOf('./stacks/delivery-system') as typeof deliverySystem).addDeliverySystem(app, platform, options);
};

/** Makes an app and writes its Terraform JSON; see {@link synthesizing.synthesizeApp}. */
export const synthesizeApp: typeof synthesizing.synthesizeApp = (build, options) => {
  (requireOf('./synth/synthesize-app') as typeof synthesizing).synthesizeApp(build, options);
};

/** Reads what another stack publishes; see {@link contract.read}. */
export const read: typeof contract.read = (consumer, producer) =>
  (requireOf('./stacks/contract') as typeof contract).read(consumer, producer);

/** Publishes what the contract of a stack says, as outputs of Terraform. */
export const publish: typeof contract.publish = (stack, values) => {
  (requireOf('./stacks/contract') as typeof contract).publish(stack, values);
};
