import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/**
 * The fields of a stack that are constructs of it, or lists, maps or plain objects with some. What is deeper is not
 * looked at: a stack may hold the config of a platform with a thousand services.
 */
export function fieldsWithConstructs(stack: TerraformStack): string[] {
  const isOwn = (value: unknown): boolean => Construct.isConstruct(value) && value.node.scopes.includes(stack);
  return Object.entries(stack).flatMap(([field, value]) =>
    isOwn(value) || valuesIn(value).some(isOwn) ? [field] : [],
  );
}

function valuesIn(value: unknown): unknown[] {
  if (value instanceof Map || Array.isArray(value)) return [...value.values()];
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.values(value) : [];
}
