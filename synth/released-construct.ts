import { Aspects, TerraformElement } from 'cdktf';
import { Construct, Node, type IConstruct } from 'constructs';
import { ASPECTS } from './aspects';
import { blocksOf } from './element-blocks';
import { changeOf } from './change-of-finished-stack';

/** What of a node adds to its construct, or looks for what is in it; the rest tells where the construct is. */
const REFUSED_OF_NODE = [
  'addChild',
  'addDependency',
  'addMetadata',
  'addValidation',
  'children',
  'defaultChild',
  'findAll',
  'findChild',
  'tryFindChild',
  'tryRemoveChild',
  'with',
] as const;

/** What Node.js asks any object for, such as one that is printed. */
const HARMLESS: ReadonlySet<string> = new Set(['constructor', 'toString', 'toJSON', 'then']);

const refusalsOfNode = REFUSED_OF_NODE.map((name) => {
  const refuse = refusing((node) => changeOf((node as { host: IConstruct }).host, `node.${name}`));
  return [name, refuse] as const;
});
const releasedNode = Object.create(Node.prototype, Object.fromEntries(refusalsOfNode)) as object;

/** A property of which every use is refused. @param error what is thrown, for the object that has the property */
export function refusing(error: (of: object) => Error): PropertyDescriptor {
  const refuse = function (this: object): never {
    throw error(this);
  };
  return { get: refuse, set: refuse };
}

/** What the aspects of all constructs in a stack become. */
export function releasedAspectsOf(stack: IConstruct): object {
  return Object.create(Aspects.prototype, { add: refusing(() => changeOf(stack, 'Aspects')) }) as object;
}

/**
 * Has a construct of a finished stack refuse what would not be written, and what it no longer has. Fields of constructs
 * that are no elements stay: they lead to others, which refuse.
 * @param aspects what its aspects become
 */
export function releaseConstruct(construct: IConstruct, aspects: object): void {
  releaseNode(construct, aspects);
  if (TerraformElement.isTerraformElement(construct)) {
    for (const block of blocksOf(construct)) refuseEverything(block);
    // Without fields, what is assigned to them is refused as well.
    for (const key of Object.keys(construct)) {
      if (!key.startsWith('_') && key !== 'node') Reflect.deleteProperty(construct, key);
    }
  }
  refuseEverything(construct);
}

/** Has the node and the aspects of a construct refuse to be added to. @param aspects what its aspects become */
export function releaseNode(construct: IConstruct, aspects: object): void {
  Object.setPrototypeOf(construct.node, releasedNode);
  const own = Object.getOwnPropertyDescriptor(construct, ASPECTS);
  if (own !== undefined) Object.setPrototypeOf(own.value, aspects);
}

const releasedPrototypes = new WeakMap<object, object>();

/** Gives an object a class that refuses every use; it stays an instance of its own. */
function refuseEverything(object: object): void {
  const prototype = Object.getPrototypeOf(object) as object;
  let released = releasedPrototypes.get(prototype);
  if (released === undefined) {
    released = new Proxy(Object.create(prototype) as object, { get: refuseGet, set: refuseSet });
    releasedPrototypes.set(prototype, released);
  }
  Object.setPrototypeOf(object, released);
}

function refuseGet(target: object, key: string | symbol, of: object): unknown {
  const isRefused = typeof key === 'symbol' ? key === ASPECTS : !HARMLESS.has(key);
  return isRefused ? refuseSet(target, key, undefined, of) : Reflect.get(target, key, of);
}

function refuseSet(_target: object, key: string | symbol, _value: unknown, of: object): never {
  throw changeOf(constructOf(of), key === ASPECTS ? 'Aspects' : String(key));
}

/** The construct that an object is, or that a block is in. */
function constructOf(object: object): IConstruct {
  return Construct.isConstruct(object)
    ? object
    : constructOf((object as { terraformResource: object }).terraformResource);
}
