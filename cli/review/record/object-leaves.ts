import { canonicalJson } from './canonical';
import type { Leaf, Leaves } from './leaves';

/** What a plan says of the object that it acts on. */
export interface ActedOn {
  /** E.g. `aws_lb`. */
  readonly type: string;
  readonly action: string;
  /** Its attributes before the change; empty if there is none. */
  readonly before: Leaves;
  /** Address before a move. @default - it does not move */
  readonly previousAddress?: string;
  /** What it is imported by, as the plan has it. @default - it is not imported */
  readonly importing?: unknown;
}

/** How the parts are called that are no attributes: an attribute has no space in its name. */
export const BY_MOVE = 'address before the move';
/** See `BY_MOVE`. */
export const BY_IMPORT = 'identifier of the import';

/**
 * What tells one object from another by names: its `id`, or its `arn` if it has no `id`. What is destroyed has no values
 * after it, so all of its identifiers and names count.
 */
export function objectLeaves({ type, action, before, previousAddress, importing }: ActedOn): Leaves {
  const isGone = action === 'delete' || action === 'forget';
  const paths = isGone ? identifiersOf(before) : ['id', 'arn'].filter((each) => before.has(each)).slice(0, 1);
  const leaves = new Map(paths.filter((path) => !isOfRelease(type, path)).flatMap((path) => entry(path, before)));
  if (previousAddress !== undefined) leaves.set(BY_MOVE, { json: JSON.stringify(previousAddress), isHidden: false });
  if (importing != null) leaves.set(BY_IMPORT, { json: canonicalJson(importing), isHidden: true });
  return leaves;
}

const IDENTIFIER = /^(?:\w+_)?(?:id|arn|name)$/;

/** The attributes that identify an object, or name it. */
export function identifiersOf(leaves: Leaves): readonly string[] {
  return [...leaves.keys()].filter((path) => IDENTIFIER.test(path));
}

/** Every release registers another revision of a task definition, which is in its ARN and not in its id. */
function isOfRelease(type: string, path: string): boolean {
  return type === 'aws_ecs_task_definition' && path === 'arn';
}

function entry(path: string, leaves: Leaves): [string, Leaf][] {
  const leaf = leaves.get(path);
  return leaf === undefined ? [] : [[path, leaf]];
}
