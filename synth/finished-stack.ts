import { Aspects, TerraformStack } from 'cdktf';
import { changeOf } from './change-of-finished-stack';
import { fieldsWithConstructs } from './own-constructs';
import { refusing, releaseConstruct, releasedAspectsOf, releaseNode } from './released-construct';

/** What of a stack later stacks need. */
const KEPT: ReadonlySet<string> = new Set(['constructor', 'dependsOn', 'toString']);

/** Everything else changes a stack, or looks for what it holds. */
const REFUSED = [...Object.getOwnPropertyNames(TerraformStack.prototype).filter((name) => !KEPT.has(name)), 'with'];

const refusals = Object.fromEntries(REFUSED.map((name) => [name, refusalOf(name)] as const));
/** By the name of the field: stacks of one class have the same. */
const refusedFields = new Map<string, PropertyDescriptor>();

function refusalOf(name: string): PropertyDescriptor {
  return refusing((stack) => changeOf(stack as TerraformStack, name));
}

const finishedPrototypes = new WeakMap<object, object>();

/**
 * Takes the constructs from a stack that was written, and leaves a shell that refuses what would not be written: later
 * stacks need its name, what it waits for, and those of its fields that hold no constructs. Each construct refuses
 * likewise: callers may hold it.
 */
export function releaseConstructs(stack: TerraformStack): void {
  const fields = fieldsWithConstructs(stack);
  const aspects = releasedAspectsOf(stack);
  for (const construct of stack.node.findAll()) {
    if (construct !== stack) releaseConstruct(construct, aspects);
  }
  for (const { node } of stack.node.children) stack.node.tryRemoveChild(node.id);
  // So that it has some, to refuse more.
  Aspects.of(stack);
  releaseNode(stack, aspects);
  Object.freeze(stack.dependencies);
  // What the fields lead to would stay in memory with them.
  for (const field of ['synthesizer', ...fields]) {
    const refusal = refusedFields.get(field) ?? refusalOf(field);
    refusedFields.set(field, refusal);
    Object.defineProperty(stack, field, refusal);
  }
  refuseChanges(stack);
}

function refuseChanges(stack: TerraformStack): void {
  const prototype = Object.getPrototypeOf(stack) as object;
  const finished = finishedPrototypes.get(prototype) ?? (Object.create(prototype, refusals) as object);
  finishedPrototypes.set(prototype, finished);
  Object.setPrototypeOf(stack, finished);
}
