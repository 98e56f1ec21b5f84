import { UNKNOWN, type Value } from '../value';
import type { Secrets } from './secrets';

/** What a plan says of the parts of a value: `true`, or the same shape with `true` in some places. */
export interface Marks {
  readonly sensitive: unknown;
  /** @default - every part is known */
  readonly unknown?: unknown;
}

/**
 * Puts stand-ins into a value where it is marked. Marks whose shape is not the value's hide the whole of it.
 * @param json the value; what is not known yet is absent from it, or null
 */
export function readMarked(json: unknown, { sensitive, unknown }: Marks, secrets: Secrets): Value {
  const isUnknown = isMarked(unknown);
  if (unknown === true || (isUnknown && sensitive === true && json == null)) return UNKNOWN;
  if (sensitive === true) return secrets.hide(json, isUnknown ? unknown : undefined);
  if (Array.isArray(json)) return readElements(json, { sensitive, unknown }, secrets);
  if (isRecord(json) || (isUnknown && isRecord(unknown))) return readMembers(json, { sensitive, unknown }, secrets);
  if (isMarked(sensitive)) return secrets.hide(json);
  if (isUnknown) return UNKNOWN;
  return isScalar(json) ? json : null;
}

function readElements(json: readonly unknown[], { sensitive, unknown }: Marks, secrets: Secrets): Value {
  const isFitting = Array.isArray(sensitive) && sensitive.length <= json.length;
  if (isMarked(sensitive) && !isFitting) return secrets.hide(json);
  return json.map((element: unknown, index) =>
    readMarked(element, { sensitive: partOf(sensitive, index), unknown: partOf(unknown, index) }, secrets),
  );
}

function readMembers(json: unknown, { sensitive, unknown }: Marks, secrets: Secrets): Value {
  if (isMarked(sensitive) && !isRecord(sensitive)) return secrets.hide(json, unknown);
  const keys = new Set([...(isRecord(json) ? Object.keys(json) : []), ...markedKeysOf(unknown)]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      readMarked(partOf(json, key), { sensitive: partOf(sensitive, key), unknown: partOf(unknown, key) }, secrets),
    ]),
  );
}

/** Whether a mark says `true` anywhere in it. */
function isMarked(mark: unknown): boolean {
  return mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(isMarked));
}

function markedKeysOf(mark: unknown): readonly string[] {
  if (!isRecord(mark)) return [];
  return Object.entries(mark).flatMap(([key, part]) => (isMarked(part) ? [key] : []));
}

function partOf(whole: unknown, key: string | number): unknown {
  return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
    ? (whole as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
