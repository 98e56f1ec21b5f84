import { MOST_TAGS_OF_A_RESOURCE, ownTagKeys } from '../../platform/tags';
import { quote } from '../issue';
import { MOST_TAGS } from '../schema/platform';
import type { Rule } from './rule';

const ownTags: readonly string[] = ownTagKeys;

/** There is room for the platform's own tags. */
export const fewTags: Rule = ({ platform }) => {
  const count = Object.keys(platform.tags).length;
  if (count <= MOST_TAGS) return [];
  const allowed = `up to ${MOST_TAGS}, since AWS allows ${MOST_TAGS_OF_A_RESOURCE} and the platform adds its own`;
  return [{ path: ['tags'], found: `${count} tags`, allowed, fix: 'remove some' }];
};

/** No tag has the name of one of the platform's own; IAM takes names that differ in capitals only for the same. */
export const ownTagsFree: Rule = ({ platform }) =>
  Object.keys(platform.tags)
    .filter((key) => ownTags.includes(key.toLowerCase()))
    .map((key) => ({
      path: ['tags', key],
      found: `the name ${quote(key)}`,
      allowed: `any name but ${ownTags.join(', ')}, which the platform sets, in any capitals`,
      fix: 'rename it, or remove it',
    }));

/** No two tags differ in capitals only. Source: IAM User Guide, "Rules for tagging in IAM and AWS STS". */
export const distinctTags: Rule = ({ platform }) => {
  const keys = Object.keys(platform.tags);
  return keys.flatMap((key, index) => {
    const twin = keys.slice(0, index).find((earlier) => earlier.toLowerCase() === key.toLowerCase());
    if (twin === undefined) return [];
    const found = `the name ${quote(key)}, which is ${quote(twin)} in other capitals`;
    return [{ path: ['tags', key], found, allowed: 'names that IAM can tell apart', fix: 'remove one of the two' }];
  });
};
