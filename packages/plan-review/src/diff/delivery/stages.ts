import { areEqual } from '../../plan/equality';
import { isObject, Sensitive, type Value, type ValueObject } from '../../plan/value';
import { compareValues, memberLines } from '../compare-values';
import type { Differ } from '../differ';
import type { Difference, DifferenceLine } from '../difference';
import { difference, line } from '../lines';
import { member, objectsOf, textOf } from '../values';

/** The stages of a pipeline by name, and in them the actions by name. */
export const stages: Differ = {
  attributes: ['stage'],
  tellsOfDestruction: false,
  differencesOf: (before, after) => {
    const [old, updated] = [byName(member(before, 'stage')), byName(member(after, 'stage'))];
    if (updated === undefined || old === undefined) return [];
    const names = [...new Set([...old.keys(), ...updated.keys()])];
    return [
      ...difference('stages', orderLines([...old.keys()], [...updated.keys()])),
      ...names.flatMap((name) => stageDifference(name, old.get(name), updated.get(name))),
    ];
  },
};

/** Undefined if there are some without a name, or with the same one. */
function byName(list: Value): ReadonlyMap<string, ValueObject> | undefined {
  const blocks = objectsOf(list);
  const named = new Map(blocks.map((block) => [textOf(member(block, 'name')) ?? '', withoutToken(block)]));
  const isWhole = list === null || (Array.isArray(list) && list.length === named.size && !named.has(''));
  return isWhole ? named : undefined;
}

/** The one value of a configuration that is always a secret, also if the plan does not mark it. */
function withoutToken(block: ValueObject): ValueObject {
  const configuration = member(block, 'configuration');
  const token = member(configuration, 'OAuthToken');
  if (!isObject(configuration) || typeof token !== 'string') return block;
  return { ...block, configuration: { ...configuration, OAuthToken: new Sensitive(token) } };
}

function orderLines(before: readonly string[], after: readonly string[]): readonly DifferenceLine[] {
  if (areEqual(before, after)) return [];
  if (before.length === 0) return [line('added', after.join(' → '))];
  return [line('removed', before.join(' → ')), line('added', after.join(' → '))];
}

function stageDifference(
  name: string,
  before: ValueObject | undefined,
  after: ValueObject | undefined,
): readonly Difference[] {
  if (after === undefined) return [];
  const [from, to] = [before ?? {}, after];
  const rest = memberLines('', { ...from, ...apart }, { ...to, ...apart });
  return difference(`stage ${name}`, [...actionLines(member(from, 'action'), member(to, 'action')), ...rest]);
}

/** Keys that are explained separately. */
const apart = { name: null, action: null };

function actionLines(before: Value, after: Value): readonly DifferenceLine[] {
  const [old, updated] = [byName(before), byName(after)];
  if (old === undefined || updated === undefined) return compareValues('action', before, after);
  const lines = [...new Set([...old.keys(), ...updated.keys()])].flatMap((name) =>
    actionLinesOf(name, old.get(name), updated.get(name)),
  );
  return lines.length > 0 ? lines : compareValues('action', before, after);
}

function actionLinesOf(
  name: string,
  before: ValueObject | undefined,
  after: ValueObject | undefined,
): readonly DifferenceLine[] {
  if (after === undefined) return [line('removed', `action ${name}: ${kindOf(before)}`)];
  if (before !== undefined) return compareValues(`action ${name}`, before, after);
  const rest = { ...after, name: null, category: null, owner: null, provider: null, version: null };
  return [line('added', `action ${name}: ${kindOf(after)}`), ...memberLines(`action ${name}`, {}, rest)];
}

/** E.g. `Build by CodeBuild`. */
function kindOf(action: ValueObject | undefined): string {
  const [category, provider] = ['category', 'provider'].map((key) => textOf(member(action ?? {}, key)) ?? '?');
  return `${category ?? '?'} by ${provider ?? '?'}`;
}
