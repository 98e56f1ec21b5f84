import { isResourceType } from './allowed';
import { blocksOf, checkMeta, type Block } from './blocks';
import type { Problem } from './check-stack';
import { isObject, type Json } from './read-json';
import { step } from './refusal';

/** Checks the resources of a stack, but for their texts. */
export function checkResources(resources: Json | undefined, types: ReadonlySet<string>): Problem[] {
  const { blocks, problems } = blocksOf('resource', resources);
  return [
    ...problems,
    ...blocks.flatMap((block) => [
      ...checkType(block, types),
      ...checkMeta(block, ['depends_on', 'lifecycle']),
      ...checkDependencies(block),
      ...checkLifecycle(block),
    ]),
  ];
}

function checkType({ type, path }: Block, types: ReadonlySet<string>): Problem[] {
  if (isResourceType(type, types)) return [];
  return [
    {
      path,
      found: `a resource of type ${step(type)}`,
      allowed:
        'types that the platform makes, and those of ci.resourceTypes in the config of the branch that is deployed',
    },
  ];
}

const ADDRESS = /^[\w-]+(\.[\w-]+){1,2}$/;

function checkDependencies({ path, body }: Block): Problem[] {
  const { depends_on: dependencies = [] } = body;
  const isList =
    Array.isArray(dependencies) && dependencies.every((each) => typeof each === 'string' && ADDRESS.test(each));
  return isList ? [] : [{ path: `${path}.depends_on`, found: 'no list of addresses', allowed: 'a list of addresses' }];
}

const OF_LIFECYCLE: readonly string[] = ['create_before_destroy', 'ignore_changes', 'prevent_destroy'];

function checkLifecycle({ path, body }: Block): Problem[] {
  const { lifecycle = {} } = body;
  if (!isObject(lifecycle)) return [{ path: `${path}.lifecycle`, found: 'no object', allowed: 'an object' }];
  return Object.keys(lifecycle)
    .filter((name) => !OF_LIFECYCLE.includes(name))
    .map((name) => ({
      path: `${path}.lifecycle.${step(name)}`,
      found: `the argument ${step(name)}`,
      allowed: OF_LIFECYCLE.join(', '),
    }));
}
