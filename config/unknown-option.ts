import type { z } from 'zod';
import { isGiven, keysAt, valueAt } from './data';
import { hasSameLetters, isMisspelt, isSameName, nearest } from './did-you-mean';
import { formatPath, isWithin, list, quote, type Finding, type Path } from './issue';
import { literal } from './literal';
import { ANY_NAME, isCalled, placesBelow, type Place } from './places';
import { isGroup, isRecord, optionsOf, unwrap } from './schema/inspect';
import { optionSchema, schemaAt } from './schema/navigate';
import { refusalOf, type ToldRefusal } from './schema/option';
import { fixFor } from './suggest-fix';
import { usableValue } from './usable-value';

/** What is wrong with an option that a group does not have. @param parent path of the group */
export function unknownOption(data: unknown, parent: Path, name: string): Finding {
  const path = [...parent, name];
  const schema = optionSchema(parent);
  const allowed = `the options ${list(namesIn(schema), 'and')}`;
  const refusal = refusedOf(schema, name, valueAt(data, path));
  if (refusal !== undefined) return { path, allowed, ...refusal };
  const fix =
    renamed(parent, name, valueAt(data, path)) ?? moved(data, parent, name) ?? misspelt(parent, name) ?? 'remove it';
  return { path, found: `an unknown option ${quote(name)}`, allowed, fix };
}

/** Why an option is refused, if it is none of the group's under another name. */
function refusedOf(schema: z.ZodType, name: string, value?: unknown): ToldRefusal | undefined {
  return called(schema, name, hasSameLetters).length === 0 ? refusalOf(schema, name, value) : undefined;
}

/**
 * The one option of the group that was meant by an unknown name, if the config does not have it as well.
 * @param path of the unknown option
 */
export function meantOption(data: unknown, path: Path): string | undefined {
  const [parent, name] = [path.slice(0, -1), path.at(-1)];
  const schema = schemaAt(parent)?.schema;
  if (schema === undefined || !isGroup(schema) || typeof name !== 'string' || namesIn(schema).includes(name))
    return undefined;
  if (refusedOf(schema, name) !== undefined) return undefined;
  const [only, ...others] = ownMeantBy(parent, name, valueAt(data, path)).filter(
    (each) => !isGiven(data, [...parent, each]),
  );
  return others.length > 0 ? undefined : only;
}

/** Whether an option is missing only because it has another name: what is found of that name says so. */
export function isMisnamed(data: unknown, path: Path): boolean {
  const [parent, option] = [path.slice(0, -1), path.at(-1)];
  const schema = schemaAt(parent)?.schema;
  if (schema === undefined || !isGroup(schema) || valueAt(data, path) !== undefined) return false;
  const unknown = keysAt(data, parent).filter((name) => !namesIn(schema).includes(name));
  return unknown.some((name) =>
    [...ownMeant(schema, name), ...called(schema, name, isMisspelt), ...groupsMeant(parent, name)].some(
      (each) => each === option,
    ),
  );
}

function namesIn(schema: z.ZodType): readonly string[] {
  return optionsOf(schema).map(([name]) => name);
}

/** The options of a group that a name is another name for. */
function called(schema: z.ZodType, name: string, isSame: typeof isSameName): readonly string[] {
  const options = optionsOf(schema).filter(([each, option]) => isCalled(each, unwrap(option).schema, name, isSame));
  return options.map(([each]) => each);
}

/** Also in the plural: that is another name only where no option has it, as `environments` has beside `environment`. */
function calledOrPlural(schema: z.ZodType, name: string): readonly string[] {
  const exactly = called(schema, name, hasSameLetters);
  return exactly.length > 0 ? exactly : called(schema, name, isSameName);
}

/** The option of the group, or of a group in it, that was meant. */
function renamed(parent: Path, name: string, value: unknown): string | undefined {
  const own = ownMeantBy(parent, name, value);
  const places = own.length > 0 ? [] : placesBelow(parent, name);
  if (places.length > 0) return `did you mean ${namesOf(places)}?${asOption(places, value)}`;
  const [first, ...others] = own;
  if (first === undefined) return undefined;
  const isOne = others.length === 0;
  return `did you mean ${list(own)}?${isOne ? inItsForm([...parent, first], value) : ''}`;
}

/** The options of the group that were meant. A group that stands for one option in it is that group, or a part of it. */
function ownMeantBy(parent: Path, name: string, value: unknown): readonly string[] {
  const schema = optionSchema(parent);
  const exactly = calledOrPlural(schema, name);
  if (exactly.length > 0) return exactly;
  const places = placesBelow(parent, name);
  if (places.length === 0) return ownMeant(schema, name);
  return isObject(value) ? groupsMeant(parent, name) : [];
}

/** The groups that hold the options that were meant. */
function groupsMeant(parent: Path, name: string): readonly string[] {
  const groups = placesBelow(parent, name)
    .filter(({ below }) => below.length === 2 && !below.includes(ANY_NAME))
    .map(({ below: [group = ''] }) => group);
  return [...new Set(groups)];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesOf(places: readonly Place[]): string {
  return list(places.map(({ below }) => below.join('.')));
}

/** How the value is written as the option that was meant; nothing if it is written so, or what is in it is told apart. */
function inItsForm(path: Path, value: unknown): string {
  const schema = optionSchema(path);
  const usable = usableValue(schema, value);
  if (usable === value || (isObject(value) && (isGroup(schema) || isRecord(schema)))) return '';
  if (usable !== undefined && typeof usable !== 'object')
    return asOption([{ below: [String(path.at(-1))], schema }], value);
  const fix = fixFor(path, value, undefined);
  return /^(write|leave it out)\b/.test(fix) ? ` ${fix.slice(0, 1).toUpperCase()}${fix.slice(1)}` : '';
}

/** The option of the group, or of a group in it, that was meant by another name with a slip in it. */
function misspelt(parent: Path, name: string): string | undefined {
  const places = placesBelow(parent, name, isMisspelt);
  return places.length === 0 ? undefined : `did you mean ${namesOf(places)}?`;
}

/** The options of the group that were meant: by another name, or by a name with a slip in it. */
function ownMeant(schema: z.ZodType, name: string): readonly string[] {
  const own = calledOrPlural(schema, name);
  const near = nearest(name, namesIn(schema));
  return own.length > 0 || near === undefined ? own : [near];
}

/** How the value is written as the one option that was meant, if it can be told. */
function asOption([place, ...others]: readonly Place[], value: unknown): string {
  if (place === undefined || others.length > 0 || place.below.includes(ANY_NAME)) return '';
  const usable = usableValue(place.schema, value);
  if (usable === undefined || typeof usable === 'object') return '';
  const written = place.below.reduceRight<unknown>((inner, each) => ({ [each]: inner }), usable);
  return ` Write ${literal(written).slice(2, -2)}`;
}

/** Where the option belongs, if it is one of another part of the config. */
function moved(data: unknown, parent: Path, name: string): string | undefined {
  const [home, places] = parent
    .map((_, length) => parent.slice(0, parent.length - 1 - length))
    .map((ancestor) => [ancestor, placesBelow(ancestor, name)] as const)
    .find(([, found]) => found.length > 0) ?? [[], []];
  const targets = places.flatMap(({ below }) => targetsOf([...home, ...below], parent));
  const [target] = targets;
  if (target === undefined) return undefined;
  const shown = list(targets.map(shownPath));
  if (isWithin(parent, target)) return `write what is in it in ${formatPath(parent)} itself, without ${name}`;
  if (targets.length === 1 && isGiven(data, target)) return `remove it: the config has ${shown} already`;
  const form = targets.length === 1 ? inItsForm(target, valueAt(data, [...parent, name])) : '';
  const fix = target.length === 1 ? `move it to the top of the config: ${shown}` : `move it to ${shown}`;
  return form === '' ? fix : `${fix}.${form}`;
}

/** A path with the names that are known; what a service is in one environment alone has a second. */
function targetsOf(path: Path, parent: Path): readonly Path[] {
  const environment = parent[0] === 'environments' ? parent[1] : parent[3];
  if (environment === undefined) return [path];
  const [root, name, ...rest] = path;
  if (name === undefined) return [path];
  if (root === 'environments') return [[root, environment, ...rest]];
  const override = ['services', name, 'environments', environment, ...rest];
  return root === 'services' && schemaAt(override) !== undefined ? [path, override] : [path];
}

function shownPath(path: Path): string {
  return formatPath(path).replaceAll(`["${ANY_NAME}"]`, `.${ANY_NAME}`);
}
