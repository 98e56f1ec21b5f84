import type { z } from 'zod';
import { isGiven, keysAt, valueAt } from './data';
import { hasSameLetters, isMisspelt, isSameName, nearest } from './did-you-mean';
import { formatPath, list, quote, type Finding, type Path } from './issue';
import { literal } from './literal';
import { ANY_NAME, isCalled, placesBelow, type Place } from './places';
import { isGroup, optionsOf, unwrap } from './schema/inspect';
import { optionSchema, schemaAt } from './schema/navigate';
import { refusalOf } from './schema/option';
import { usableValue } from './usable-value';

/** What is wrong with an option that a group does not have. @param parent path of the group */
export function unknownOption(data: unknown, parent: Path, name: string): Finding {
  const path = [...parent, name];
  const schema = optionSchema(parent);
  const allowed = `the options ${list(namesIn(schema), 'and')}`;
  const refusal = called(schema, name, hasSameLetters).length === 0 ? refusalOf(schema, name) : undefined;
  if (refusal !== undefined) return { path, allowed, ...refusal };
  const fix =
    renamed(parent, name, valueAt(data, path)) ?? moved(data, parent, name) ?? misspelt(parent, name) ?? 'remove it';
  return { path, found: `an unknown option ${quote(name)}`, allowed, fix };
}

/** Whether an option is missing only because it has another name: what is found of that name says so. */
export function isMisnamed(data: unknown, path: Path): boolean {
  const [parent, option] = [path.slice(0, -1), path.at(-1)];
  const schema = schemaAt(parent)?.schema;
  if (schema === undefined || !isGroup(schema) || valueAt(data, path) !== undefined) return false;
  const unknown = keysAt(data, parent).filter((name) => !namesIn(schema).includes(name));
  return unknown.some((name) =>
    [...ownMeant(schema, name), ...called(schema, name, isMisspelt)].some((each) => each === option),
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
  const schema = optionSchema(parent);
  const places = calledOrPlural(schema, name).length > 0 ? [] : placesBelow(parent, name);
  if (places.length > 0) return meantPlaces(places, value);
  const own = ownMeant(schema, name).map((each) => ({ below: [each], schema: optionSchema([...parent, each]) }));
  const [first] = own;
  if (first === undefined) return undefined;
  const isWrittenSo = usableValue(first.schema, value) === value;
  return meantPlaces(own, isWrittenSo ? undefined : value);
}

/** @param value to be shown in the form that the option takes; undefined: its name is all that is wrong */
function meantPlaces(places: readonly Place[], value: unknown): string {
  return `did you mean ${list(places.map(({ below }) => below.join('.')))}?${asOption(places, value)}`;
}

/** The option of the group, or of a group in it, that was meant by another name with a slip in it. */
function misspelt(parent: Path, name: string): string | undefined {
  const places = placesBelow(parent, name, isMisspelt);
  return places.length === 0 ? undefined : `did you mean ${list(places.map(({ below }) => below.join('.')))}?`;
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
  if (targets.length === 1 && isGiven(data, target)) return `remove it: the config has ${shown} already`;
  return target.length === 1 ? `move it to the top of the config: ${shown}` : `move it to ${shown}`;
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
