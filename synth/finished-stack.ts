import { Aspects, TerraformStack } from 'cdktf';
import { changeOf } from './change-of-finished-stack';
import { refusing, releaseConstruct, releasedAspectsOf, releaseNode } from './released-construct';

/** What of a stack later stacks need. */
const KEPT: ReadonlySet<string> = new Set(['constructor', 'dependsOn', 'toString']);

/** Everything else changes a stack, or looks for what it holds. */
const REFUSED = [...Object.getOwnPropertyNames(TerraformStack.prototype).filter((name) => !KEPT.has(name)), 'with'];

const refusals = Object.fromEntries(
  REFUSED.map((name) => [name, refusing((stack) => changeOf(stack as TerraformStack, name))] as const),
);

const finishedPrototypes = new WeakMap<object, object>();

/**
 * Takes the constructs from a stack that was written, and leaves a shell that refuses what would not be written: later
 * stacks need its name, its own fields and what it waits for. Each construct refuses likewise: somebody may hold it.
 */
export function releaseConstructs(stack: TerraformStack): void {
  const aspects = releasedAspectsOf(stack);
  for (const construct of stack.node.findAll()) {
    if (construct !== stack) releaseConstruct(construct, aspects);
  }
  for (const { node } of stack.node.children) stack.node.tryRemoveChild(node.id);
  // So that it has some, to refuse more.
  Aspects.of(stack);
  releaseNode(stack, aspects);
  Object.freeze(stack.dependencies);
  Object.defineProperty(
    stack,
    'synthesizer',
    refusing(() => changeOf(stack, 'synthesizer')),
  );
  refuseChanges(stack);
}

function refuseChanges(stack: TerraformStack): void {
  const prototype = Object.getPrototypeOf(stack) as object;
  const finished = finishedPrototypes.get(prototype) ?? (Object.create(prototype, refusals) as object);
  finishedPrototypes.set(prototype, finished);
  Object.setPrototypeOf(stack, finished);
}
