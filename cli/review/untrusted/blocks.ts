import type { Problem } from './check-stack';
import { isObject, type Json, type JsonObject } from './read-json';
import { step } from './refusal';

/** A resource or a data source. */
export interface Block {
  readonly type: string;
  /** Where it is, e.g. `resource.aws_vpc.vpc_1`. */
  readonly path: string;
  readonly body: JsonObject;
}

/** The review calls files after data sources, so that no name may be a path. */
const NAME = /^[A-Za-z_][\w-]{0,199}$/;

/** The resources or the data sources of a stack, and what is written in a form that the platform does not use. */
export function blocksOf(
  kind: 'data' | 'resource',
  value: Json | undefined,
): { readonly blocks: readonly Block[]; readonly problems: readonly Problem[] } {
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  const noObject = (path: string): void => {
    problems.push({ path, found: 'no object', allowed: 'an object' });
  };
  if (value !== undefined && !isObject(value)) noObject(kind);
  for (const [type, byName] of Object.entries(isObject(value) ? value : {})) {
    const ofType = `${kind}.${step(type)}`;
    if (!isObject(byName)) noObject(ofType);
    for (const [name, body] of Object.entries(isObject(byName) ? byName : {})) {
      const path = `${ofType}.${step(name)}`;
      if (!NAME.test(name))
        problems.push({ path, found: 'a name that Terraform does not take', allowed: 'an identifier' });
      else if (isObject(body)) blocks.push({ type, path, body });
      else noObject(path);
    }
  }
  return { blocks, problems };
}

/** Arguments that Terraform has for every block, and that are not among these. */
export function checkMeta({ path, body }: Block, allowed: readonly string[]): Problem[] {
  return META.filter((name) => name in body && !allowed.includes(name)).map((name) => ({
    path: `${path}.${name}`,
    found: `the argument ${name}`,
    allowed:
      allowed.length === 0
        ? 'no argument of Terraform itself'
        : `of those of Terraform itself only ${allowed.join(' and ')}`,
  }));
}

/** Source: Terraform documentation, "Resource block reference" and "Provisioners". */
const META: readonly string[] = [
  'connection',
  'count',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
];
