import type { ValueObject } from '../../plan/value';
import type { Differ } from '../differ';
import { difference, itemLines, type Item } from '../lines';
import { fullText } from '../text';
import { keyOf, member, objectsOf } from '../values';

/** What starts a build: groups of filters, all of which must match. */
export const buildFilters: Differ = {
  attributes: ['filter_group'],
  tellsOfDestruction: true,
  differencesOf: (before, after) => difference('starts on', itemLines(groupsOf(before), groupsOf(after))),
};

function groupsOf(webhook: ValueObject): readonly Item[] {
  return objectsOf(member(webhook, 'filter_group')).map((group) => ({
    key: keyOf(group),
    text: objectsOf(member(group, 'filter')).map(filterText).join(' and '),
  }));
}

/** E.g. `EVENT matches PUSH`. */
function filterText(filter: ValueObject): string {
  const [type, pattern] = [fullText(member(filter, 'type')), fullText(member(filter, 'pattern'))];
  return `${type} ${member(filter, 'exclude_matched_pattern') === true ? 'does not match' : 'matches'} ${pattern}`;
}

/** What starts a pipeline: filters of a webhook, all of which must match. */
export const pipelineFilters: Differ = {
  attributes: ['filter'],
  tellsOfDestruction: true,
  differencesOf: (before, after) => difference('starts if', itemLines(filtersOf(before), filtersOf(after))),
};

function filtersOf(webhook: ValueObject): readonly Item[] {
  return objectsOf(member(webhook, 'filter')).map((filter) => ({
    key: keyOf(filter),
    text: `${fullText(member(filter, 'json_path'))} = ${fullText(member(filter, 'match_equals'))}`,
  }));
}
