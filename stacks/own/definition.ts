import type { Environment } from '../../config/types';
import type { Contract, ContractValues, Producer } from '../contract';
import type { clusterContract, networkContract } from '../contracts';
import type { Connecting, Connection } from '../connection';
import type { OwnStack } from './own-stack';

/** What builds a stack of which each environment has one. */
export interface StackDefinition<C extends Contract = Contract> {
  /** Its name in `stacks` of the config. */
  readonly name: string;
  /** What it publishes. @default - nothing */
  readonly contract?: C;
  /** Makes what is in the stack, and publishes its contract. */
  build(stack: OwnStack<C>, context: StackContext): void;
  /**
   * What a service gets of it, in the same environment. A service reads the stack, and waits for it, only if this uses a
   * value for it. @default - nothing
   */
  connect?(values: ContractValues<C>, connecting: Connecting): Connection | undefined;
}

/** What builds a stack that all environments share: `perEnvironment: false` in the config. */
export interface SharedStackDefinition<C extends Contract = Contract> {
  /** Its name in `stacks` of the config. */
  readonly name: string;
  readonly perEnvironment: false;
  /** What it publishes. @default - nothing */
  readonly contract?: C;
  /** Makes what is in the stack, and publishes its contract. */
  build(stack: OwnStack<C>, context: SharedStackContext): void;
  /** What a service gets of it, in every environment, as of a stack of the environment. @default - nothing */
  connect?(values: ContractValues<C>, connecting: Connecting): Connection | undefined;
}

/** What builds a stack of the project's own. */
export type AnyStackDefinition = StackDefinition | SharedStackDefinition;

/** What a stack that all environments share may read: others that they share. */
export interface SharedStackContext {
  /** Another stack of the project's own, which all environments share. @throws ConfigError if there is none */
  readonly stackOf: <C extends Contract>(definition: SharedStackDefinition<C>) => Producer<C>;
}

/** What a stack of an environment may read. Nothing is read before it is asked for. */
export interface StackContext {
  readonly environment: Environment;
  /** The network of the environment. */
  readonly network: Producer<typeof networkContract>;
  /** The ECS cluster of the environment. */
  readonly cluster: Producer<typeof clusterContract>;
  /** ARN of the environment's KMS key. @default - keys of AWS are used */
  readonly keyArn: string | undefined;
  /**
   * Another stack of the project's own: that of the same environment, or what all environments share.
   * @throws ConfigError if there is none
   */
  readonly stackOf: <C extends Contract>(definition: StackDefinition<C> | SharedStackDefinition<C>) => Producer<C>;
}

/**
 * Defines a stack of the project's own, for `stacks` of `addDeliverySystem`.
 * @returns the definition itself
 */
export function defineStack<const C extends Contract>(definition: SharedStackDefinition<C>): SharedStackDefinition<C>;
export function defineStack<const C extends Contract>(definition: StackDefinition<C>): StackDefinition<C>;
export function defineStack(definition: AnyStackDefinition): AnyStackDefinition {
  return definition;
}
