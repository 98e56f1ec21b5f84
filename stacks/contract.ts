import { DataTerraformRemoteStateS3, Fn, TerraformOutput, Token } from 'cdktf';
import type { BaseStack } from './base-stack';

/** One value that a stack publishes. */
export interface ContractOutput {
  readonly type: 'string' | 'list';
  /** Shown by `terraform output`. */
  readonly description: string;
}

/**
 * What the stacks of one layer publish to others. Defined once, used at both ends: the producer must publish every
 * value, a consumer can read no other.
 */
export interface Contract<
  Outputs extends Readonly<Record<string, ContractOutput>> = Readonly<Record<string, ContractOutput>>,
> {
  /** The layer, e.g. `network`. */
  readonly name: string;
  /** By output name, snake case `<resource>_<attribute>`. */
  readonly outputs: Outputs;
}

/** The values of a contract: strings, or lists of strings, or tokens that stand for them. */
export type ContractValues<C extends Contract> = {
  readonly [Name in keyof C['outputs']]: C['outputs'][Name]['type'] extends 'list' ? string[] : string;
};

/** A stack that publishes a contract. */
export interface Producer<C extends Contract> extends BaseStack {
  readonly contract: C;
}

/** Publishes every value of the stack's contract as a Terraform output of exactly that name. */
export function publish<C extends Contract>(stack: Producer<C>, values: ContractValues<C>): void {
  for (const [name, { description }] of Object.entries(stack.contract.outputs)) {
    new TerraformOutput(stack, name, { value: values[name], description, staticId: true });
  }
}

/**
 * Reads a producer's contract from its state, and makes the producer be deployed first. The reader needs no secret: a
 * contract holds none.
 */
export function read<C extends Contract>(consumer: BaseStack, producer: Producer<C>): ContractValues<C> {
  consumer.addDependency(producer);
  const state = new DataTerraformRemoteStateS3(consumer, `${producer.node.id}-state`, producer.stateLocation);
  const values = Object.entries(producer.contract.outputs).map(([name, { type }]) => {
    const value = state.get(name);
    return [name, type === 'list' ? Token.asList(value) : Token.asString(value)];
  });
  return Object.fromEntries(values) as ContractValues<C>;
}

/** A value of a contract, or another one as long as its producer is deployed by a release that did not publish it. */
export function publishedOr(value: string, before: string): string {
  return Token.asString(Fn.try([value, before]));
}

/** A value that Terraform publishes once something is in place, of which any attribute is named. */
export function publishedAfter(value: string, attribute: string): string {
  return Token.asString(Fn.element([value, attribute], 0));
}
