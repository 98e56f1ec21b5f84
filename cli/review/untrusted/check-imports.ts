import type { Problem } from './check-stack';
import { isObject, type Json } from './read-json';
import { step } from './refusal';

/** What an imported resource may be: a log group, of which a plan reads settings and no events. */
const TO = /^aws_cloudwatch_log_group\.[\w-]+$/;

/** Nothing but the name of the log group that AWS makes for a cluster. */
const ID = /^\/aws\/ecs\/containerinsights\/[\w-]+\/performance$/;

/**
 * Checks what a stack imports. A plan reads what is imported, which may be any resource of the account, secrets included;
 * so it is the one log group only that a cluster takes over.
 */
export function checkImports(imports: Json | undefined): Problem[] {
  if (imports === undefined) return [];
  const blocks: readonly Json[] = Array.isArray(imports) ? imports : [imports];
  return blocks.flatMap((block, index) => {
    if (isLogGroup(block)) return [];
    const path = `import.${step(String(index))}`;
    return [{ path, found: 'an import', allowed: 'the log group of Container Insights' }];
  });
}

function isLogGroup(block: Json): boolean {
  if (!isObject(block)) return false;
  const { for_each: names, to, id, ...others } = block;
  return Object.keys(others).length === 0 && isText(names) && isText(to, TO) && isText(id, ID);
}

function isText(value: Json | undefined, grammar = /^/): boolean {
  return typeof value === 'string' && grammar.test(value);
}
