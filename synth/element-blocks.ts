import { ComplexObject } from 'cdktf';

/** The fields with blocks by the class of an element or a block: all of a class have the same. */
const fieldsOfClasses = new WeakMap<object, readonly string[]>();

/** The blocks of an element that have setters themselves, e.g. `timeouts`, and those in them. */
export function blocksOf(object: object): readonly ComplexObject[] {
  const prototype = Object.getPrototypeOf(object) as object;
  const fields = fieldsOfClasses.get(prototype) ?? fieldsWithBlocks(object);
  fieldsOfClasses.set(prototype, fields);
  return fields.flatMap((field) => {
    const block = (object as Record<string, ComplexObject>)[field];
    return block === undefined ? [] : [block, ...blocksOf(block)];
  });
}

/** Bindings keep their blocks in fields like `_timeouts`; `terraformResource` is what a block is in. */
function fieldsWithBlocks(object: object): string[] {
  const isBlock = ([field, value]: [string, unknown]): boolean =>
    field.startsWith('_') && value instanceof ComplexObject;
  return Object.entries(object)
    .filter(isBlock)
    .map(([field]) => field);
}
