import type { ResourceChange } from '../../plan/plan';
import { TYPE_NAMES } from './type-names';
import { shorten, textAt } from './values';

/** Attributes that people know a resource by, the best first. */
const NAMES = [
  'name',
  'bucket',
  'alarm_name',
  'identifier',
  'cluster_identifier',
  'family',
  'function_name',
  'domain',
  'tags.Name',
];

/**
 * What people call a resource, e.g. `ECR repository shop-hello`; by its address if it has no name that is known. If it
 * is renamed, the name that it has had.
 */
export function resourceName({ type, address, before, after }: ResourceChange): string {
  const names = [before, after].flatMap((side) => NAMES.map((attribute) => textAt(side, attribute)));
  const name = names.find((each) => each !== undefined && each !== '');
  return `${typeName(type)} ${name === undefined ? address : shorten(name)}`;
}

/** What people call a type of resource, e.g. `load balancer`. */
export function typeName(type: string): string {
  return Object.hasOwn(TYPE_NAMES, type) ? (TYPE_NAMES[type] ?? type) : type.replace(/^aws_/, '').replaceAll('_', ' ');
}

/** The same at the beginning of a sentence. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
