import type { ResourceChange } from '../../plan/plan';
import type { Value } from '../../plan/value';
import { capitalize, resourceName } from '../reading/resource-name';
import { isHidden, valuesAt, valueText } from '../reading/values';
import type { Severity } from '../finding';
import type { ChangeRule, Observation, RuleDescription } from '../rule';

/** Whether a change of the values at a path is for the worse. */
export type Comparison = (before: readonly Value[], after: readonly Value[]) => boolean;

/** An attribute that makes something worse when it changes in a certain way. */
export interface Setting {
  readonly types: readonly string[];
  /** Names with dots between them, through blocks. */
  readonly path: string;
  readonly isWorse: Comparison;
  /** What is true afterwards; follows the name of the resource, e.g. `is no longer encrypted`. */
  readonly fact: string;
  /** @default - the first severity of the rule */
  readonly severity?: Severity;
}

/** A rule that is a list of settings. */
export interface SettingsRule extends RuleDescription {
  readonly settings: readonly Setting[];
  /** What it means for users, and what to do. */
  readonly detail: string;
  /** Of what: resources that were there before, or new ones. @default 'changed' */
  readonly of?: 'changed' | 'new';
}

/** The rule that became of it; its settings can be looked through. */
export type SettingsChangeRule = ChangeRule & Pick<SettingsRule, 'settings'>;

/** Makes a rule that looks at one attribute of some types at a time. */
export function settingsRule({ settings, detail, of = 'changed', ...description }: SettingsRule): SettingsChangeRule {
  const severity = description.severities[0] ?? 'attention';
  return {
    about: 'change',
    ...description,
    settings,
    check: (change) =>
      isOf(of, change)
        ? settings
            .filter(({ types, path, isWorse }) => types.includes(change.type) && isWorse(...sidesOf(change, path)))
            .map((setting) => observe(change, setting, setting.severity ?? severity, detail))
        : [],
  };
}

function isOf(of: 'changed' | 'new', { before, after }: ResourceChange): boolean {
  return after !== null && (of === 'new') === (before === null);
}

function sidesOf({ before, after }: ResourceChange, path: string): [readonly Value[], readonly Value[]] {
  return [valuesAt(before, path), valuesAt(after, path)];
}

function observe(change: ResourceChange, { path, fact }: Setting, severity: Severity, detail: string): Observation {
  const [before, after] = sidesOf(change, path).map((values) => values.map(valueText).join(', ') || 'nothing');
  const title = `${capitalize(resourceName(change))} ${fact}`;
  return { severity, title, detail: `\`${path}\`: ${before ?? ''} → ${after ?? ''}. ${detail}` };
}

/** It was on and is off, or gone. */
export const turnedOff: Comparison = (before, after) =>
  before.some(isOn) && !after.some((value) => isOn(value) || isHidden(value));

/** It is on and was not. */
export const turnedOn: Comparison = (before, after) => after.some(isOn) && !before.some(isOn);

function isOn(value: Value): boolean {
  return value === true || value === 'true';
}

/** It is off: said so, or not said. */
export const isOff: Comparison = (_, after) => !after.some((value) => isOn(value) || isHidden(value));

/** There is nothing. */
export const isMissing: Comparison = (_, after) => after.length === 0;

/** A value is removed without a new one. */
export const removed: Comparison = (before, after) => before.length > 0 && after.length === 0;

/** Something that was there is no longer among the values. */
export const dropped: Comparison = (before, after) =>
  !after.some(isHidden) && before.some((value) => !isHidden(value) && !after.includes(value));

/** Something is among the values that was not. */
export const added: Comparison = (before, after) =>
  !before.some(isHidden) && after.some((value) => !isHidden(value) && !before.includes(value));

/** One of these values is there now and was not. */
export function becomes(...bad: readonly Value[]): Comparison {
  return (before, after) => after.some((value) => bad.includes(value)) && !before.some((value) => bad.includes(value));
}

/** None of these values is there any more. */
export function leaves(...good: readonly Value[]): Comparison {
  return (before, after) =>
    before.some((value) => good.includes(value)) && !after.some((value) => good.includes(value) || isHidden(value));
}

/** A number is smaller; nothing stands for `absent`. @param absent the number that AWS takes without one */
export function lowered(absent?: number): Comparison {
  return (before, after) => {
    const [old, updated] = [amount(before, absent), amount(after, absent)];
    return old !== undefined && updated !== undefined && updated < old;
  };
}

/** A number is larger; see {@link lowered}. */
export function raised(absent?: number): Comparison {
  return (before, after) => lowered(absent)(after, before);
}

function amount([value, ...others]: readonly Value[], absent: number | undefined): number | undefined {
  if (value === undefined) return absent;
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isNaN(number) || others.length > 0 ? undefined : number;
}
