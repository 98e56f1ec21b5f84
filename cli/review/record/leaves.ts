import { parseJson } from 'plan-review/json';
import { formatPath } from 'plan-review/plan/path';
import { Sensitive } from 'plan-review/plan/value';
import { canonicalJson } from './canonical';

/** A value that holds no others, at one path of a resource or an output. */
export interface Leaf {
  /** Its JSON, the same for the same value. Undefined if it is known only after the apply, or was made up for the plan. */
  readonly json: string | undefined;
  /** Whether a review does not show it, or not as it is. */
  readonly isHidden: boolean;
}

const NOT_KNOWN: Leaf = { json: undefined, isHidden: false };

/** The leaves of a value, by path, e.g. `tags.team`, `container_definitions[0].image`. */
export type Leaves = ReadonlyMap<string, Leaf>;

/** A value of a plan in JSON. */
export interface PlannedValue {
  /** As Terraform has it, secrets included. */
  readonly raw: unknown;
  /** The same as plan-review shows it: what differs from the raw value is hidden. */
  readonly shown: unknown;
  /** `true` where it is not known yet, in the form of the value. @default - all of it is known */
  readonly unknown?: unknown;
}

type Path = readonly (string | number)[];
type Entry = readonly [path: string, leaf: Leaf];

/**
 * Takes a value apart. Texts in JSON are taken apart as well: a release changes one image in a document, and nothing
 * else of it. What is null counts as absent, as it does in Terraform.
 * @param madeUp texts that stand for values of other stacks in this plan. A text that holds one is not known, and a list
 * of nothing else is not known as a whole: it may have another length
 */
export function leavesOf(value: PlannedValue, madeUp: readonly string[] = []): Leaves {
  return new Map(leavesAt(value, [], (text) => madeUp.some((each) => text.includes(each))));
}

type IsMadeUp = (text: string) => boolean;

function leavesAt(value: PlannedValue, at: Path, isMadeUp: IsMadeUp): Entry[] {
  const { raw, unknown } = value;
  if (unknown === true) return [[formatPath(at), NOT_KNOWN]];
  if (typeof raw === 'string') return leavesOfText(value, raw, at, isMadeUp);
  if (Array.isArray(raw) && raw.length > 0 && raw.every((each) => typeof each === 'string' && isMadeUp(each)))
    return [[formatPath(at), NOT_KNOWN]];
  if (isComposite(raw) || isComposite(unknown)) return leavesOfParts(value, at, isMadeUp);
  return raw === null || raw === undefined ? [] : [leaf(value, at)];
}

function leavesOfText(value: PlannedValue, raw: string, at: Path, isMadeUp: IsMadeUp): Entry[] {
  const document = documentIn(raw);
  if (document !== undefined)
    return leavesAt({ raw: document, shown: documentIn(value.shown) ?? value.shown }, at, isMadeUp);
  return isMadeUp(raw) ? [[formatPath(at), NOT_KNOWN]] : [leaf(value, at)];
}

/** A secret may hide the names of the parts: then they are one leaf, so that no path names them. */
function leavesOfParts(value: PlannedValue, at: Path, isMadeUp: IsMadeUp): Entry[] {
  const { raw, shown, unknown } = value;
  const steps = stepsOf(raw ?? {}, unknown);
  if (steps.length === 0) return [leaf(value, at)];
  if (isComposite(raw) && !hasSameKeys(raw, shown)) return [leaf(value, at)];
  return steps.flatMap((step) => {
    const part = { raw: partOf(raw, step), shown: partOf(shown, step), unknown: partOf(unknown, step) };
    return leavesAt(part, [...at, step], isMadeUp);
  });
}

/** Parts of it that are not known yet count: they make it differ from what is known. */
function leaf({ raw, shown, unknown }: PlannedValue, at: Path): Entry {
  const json = canonicalJson(raw);
  const isHidden = raw !== shown && canonicalJson(shown) !== json;
  return [formatPath(at), { json: holdsTrue(unknown) ? canonicalJson([raw, unknown]) : json, isHidden }];
}

/** The object or list that a text in JSON holds. */
function documentIn(text: unknown): object | undefined {
  const document = typeof text === 'string' && /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  return isComposite(document) ? document : undefined;
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function stepsOf(raw: unknown, unknown: unknown): readonly (string | number)[] {
  const keys = [...new Set([raw, unknown].flatMap((each) => (isComposite(each) ? Object.keys(each) : [])))];
  return Array.isArray(raw) || Array.isArray(unknown) ? keys.map(Number) : keys;
}

function hasSameKeys(raw: object, shown: unknown): boolean {
  if (!isComposite(shown) || shown instanceof Sensitive) return false;
  return Object.keys(raw).every((key) => Object.hasOwn(shown, key));
}

function partOf(whole: unknown, step: string | number): unknown {
  return isComposite(whole) && Object.hasOwn(whole, step)
    ? (whole as Readonly<Record<string | number, unknown>>)[step]
    : undefined;
}

function holdsTrue(mask: unknown): boolean {
  return mask === true || (isComposite(mask) && Object.values(mask).some(holdsTrue));
}
