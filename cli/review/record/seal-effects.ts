import { inParallel } from '../../in-parallel';
import { sha256 } from './canonical';
import type { Leaf } from './leaves';
import { valueMessage, type MacKey } from './mac-key';
import type { PlannedEffect } from './plan-effects';
import type { EffectRecord, ValueRecord } from './record';

/** Calls of a key at a time. */
const CALLS_AT_A_TIME = 16;

/** Writes down what a plan does, without its values. */
export interface Sealer {
  /** @returns what a record holds of it: digests of what a review shows, codes of what it does not */
  effects(planned: readonly PlannedEffect[]): Promise<EffectRecord[]>;
}

/** What a record says of a value that is not known before the apply. */
export const UNKNOWN_VALUE = 'unknown';

type CodeOf = (json: string) => Promise<string>;

/** @param nonce of the record */
export function sealer(key: MacKey, nonce: string): Sealer {
  const codes = new Map<string, Promise<string>>();
  const codeOf: CodeOf = (json) => {
    const known = codes.get(json) ?? generate(key, nonce, json);
    codes.set(json, known);
    return known;
  };
  return {
    effects: async (planned) => {
      const hidden = [...new Set(planned.flatMap(hiddenValues))];
      await inParallel(hidden, CALLS_AT_A_TIME, codeOf);
      return Promise.all(planned.map((each) => seal(each, codeOf)));
    },
  };
}

async function generate(key: MacKey, nonce: string, json: string): Promise<string> {
  return `mac:${(await key.generate(valueMessage(nonce, json))).toString('base64')}`;
}

async function seal(planned: PlannedEffect, codeOf: CodeOf): Promise<EffectRecord> {
  const { address, deposed, action, object, before, after } = planned;
  const values = recordedPaths(planned).map(async (path): Promise<readonly [string, ValueRecord]> => {
    const [was, is] = await Promise.all([before, after].map((leaves) => sealLeaf(leaves.get(path), codeOf)));
    return [path, { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
  const acted = [...object].map(
    async ([part, leaf]) => [part, (await sealLeaf(leaf, codeOf)) ?? UNKNOWN_VALUE] as const,
  );
  return {
    address,
    ...(deposed !== undefined && { deposed }),
    action,
    object: Object.fromEntries(await Promise.all(acted)),
    values: Object.fromEntries(await Promise.all(values)),
  };
}

async function sealLeaf(leaf: Leaf | undefined, codeOf: CodeOf): Promise<string | undefined> {
  if (leaf === undefined) return undefined;
  if (leaf.json === undefined) return UNKNOWN_VALUE;
  return leaf.isHidden ? codeOf(leaf.json) : digestOf(leaf.json);
}

/** SHA-256 of a value that a review shows. */
export function digestOf(json: string): string {
  return `sha256:${sha256(json).toString('base64')}`;
}

/** Whether two values are known to be the same. */
export function isSame(one: Leaf | undefined, other: Leaf | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.json !== undefined && one.json === other.json;
}

/**
 * The paths that a record needs: what changes; of a replacement also what stays, since the new object is made of it.
 * What is destroyed has no values to compare.
 */
function recordedPaths(planned: PlannedEffect): readonly string[] {
  if (planned.action === 'delete' || planned.action === 'forget') return [];
  return [...new Set([...planned.before.keys(), ...planned.after.keys()])].filter(
    (path) => planned.action === 'replace' || !isSame(planned.before.get(path), planned.after.get(path)),
  );
}

function hiddenValues(planned: PlannedEffect): string[] {
  const values = recordedPaths(planned).flatMap((path) => [planned.before.get(path), planned.after.get(path)]);
  return [...planned.object.values(), ...values].flatMap((leaf) =>
    leaf?.json !== undefined && leaf.isHidden ? [leaf.json] : [],
  );
}
