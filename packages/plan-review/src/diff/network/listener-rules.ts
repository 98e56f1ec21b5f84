import type { ValueObject } from '../../plan/value';
import { elementsOf, isEmpty, keyOf, member, objectsOf } from '../values';
import type { Differ } from '../differ';
import { difference, itemLines, type Item } from '../lines';
import { fullText } from '../text';

/** What the conditions of a rule are called, but for headers and query strings. */
const SUBJECTS: Readonly<Record<string, string>> = {
  host_header: 'host',
  path_pattern: 'path',
  http_request_method: 'method',
  source_ip: 'source',
};

/** Which requests a rule of a listener is about. */
export const ruleConditions: Differ = {
  attributes: ['condition'],
  tellsOfDestruction: true,
  differencesOf: (before, after) => difference('conditions', itemLines(conditionsOf(before), conditionsOf(after))),
};

function conditionsOf(rule: ValueObject): readonly Item[] {
  return objectsOf(member(rule, 'condition')).flatMap((condition) =>
    Object.keys(condition).flatMap((kind) =>
      objectsOf(member(condition, kind)).map((block) => ({ key: keyOf([kind, block]), text: textOf(kind, block) })),
    ),
  );
}

/** E.g. `path is /orders/* or /orders`, `header X-Origin-Verify is (sensitive)`, `query page = 1`. */
function textOf(kind: string, block: ValueObject): string {
  if (kind === 'query_string') return `query ${fullText(member(block, 'key'))} = ${fullText(member(block, 'value'))}`;
  const header = kind === 'http_header' ? `header ${fullText(member(block, 'http_header_name'))}` : undefined;
  const subject = header ?? (Object.hasOwn(SUBJECTS, kind) ? SUBJECTS[kind] : undefined) ?? kind;
  const values = member(block, 'values');
  const texts = elementsOf(values).map(fullText);
  const regular = member(block, 'regex_values');
  const patterns = isEmpty(regular) ? [] : [`matches ${fullText(regular)}`];
  return [`${subject} is ${texts.length > 0 ? texts.join(' or ') : fullText(values)}`, ...patterns].join(', ');
}
