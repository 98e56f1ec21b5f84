import type { ResourceChange } from '../../../plan/plan';
import { areEqual, keysOf } from '../../../plan/equality';
import { isList, isObject, memberOf, type Value } from '../../../plan/value';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

/** What stands in a text for a secret of another place of the plan. */
const STAND_IN = /\(sensitive \d+\)/;

/** Attributes that decide nothing. */
const WORDS: readonly string[] = ['description', 'tags', 'tags_all'];

/** A setting that no rule can judge, since a secret of another place is the same text, or a part of it. */
export const settingHidden: ChangeRule = {
  about: 'change',
  id: 'setting-hidden',
  category: 'security',
  severities: ['dangerous'],
  meaning:
    'A setting holds a text that the plan has as a secret in another place: it is hidden, and no rule can judge it.',
  check: (change) =>
    hiddenSettings(change).map((name) => ({
      severity: 'dangerous' as const,
      title: `${capitalize(resourceName(change))}: \`${name}\` cannot be judged, because it holds the text of a secret`,
      detail:
        'A secret of the plan, or a variable whose name says that it is one, has a text that also stands here. ' +
        'Read both in the pull request. If the text is no secret, give the variable another name.',
    })),
};

/** Names of attributes that change and are hidden before or afterwards; what is destroyed has no settings any more. */
function hiddenSettings({ before, after }: ResourceChange): readonly string[] {
  if (after === null) return [];
  return keysOf(before ?? {}, after)
    .filter((name) => !WORDS.includes(name))
    .filter((name) => {
      const sides = [memberOf(before ?? {}, name), memberOf(after, name)] as const;
      return !areEqual(...sides) && sides.some((side) => side !== undefined && holdsStandIn(side));
    });
}

/** In a text or in the name of a nested setting, at any depth. */
function holdsStandIn(value: Value): boolean {
  if (typeof value === 'string') return STAND_IN.test(value);
  if (isList(value)) return value.some(holdsStandIn);
  return isObject(value) && Object.entries(value).some(([key, part]) => STAND_IN.test(key) || holdsStandIn(part));
}
