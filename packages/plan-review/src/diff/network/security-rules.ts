import { securityRules, type SecurityRule } from '../../network/security-rules';
import { isList, isObject, Sensitive, UNKNOWN, type Value, type ValueObject } from '../../plan/value';
import type { Differ } from '../differ';
import type { Difference } from '../difference';
import { difference, listLines } from '../lines';
import { fullText } from '../text';
import { member, objectsOf, textOf } from '../values';

/** The inline rules of a security group, each direction by itself. */
export const inlineRules: readonly Differ[] = (['ingress', 'egress'] as const).map((direction) => ({
  attributes: [direction],
  tellsOfDestruction: true,
  differencesOf: (before, after, { type }) => {
    const textsOf = (group: ValueObject): readonly string[] =>
      objectsOf(member(group, direction)).flatMap((block) => ruleTexts(type, { [direction]: [block] }, block));
    return member(after, direction) === UNKNOWN ? [] : ruleDifference(direction, textsOf(before), textsOf(after));
  },
}));

/** A rule that is a separate resource; its description is shown separately. */
export const separateRule: Differ = {
  attributes: [
    ...['type', 'protocol', 'ip_protocol', 'from_port', 'to_port', 'self'],
    ...['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'source_security_group_id'],
    ...['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'],
  ],
  tellsOfDestruction: true,
  differencesOf: (before, after, { type }) =>
    ruleDifference('rule', ruleTexts(type, before, {}), ruleTexts(type, after, {})),
};

function ruleDifference(subject: string, before: readonly string[], after: readonly string[]): readonly Difference[] {
  return difference(subject, listLines(before, after));
}

function ruleTexts(type: string, group: ValueObject, { description }: ValueObject): readonly string[] {
  const why = textOf(description ?? null);
  if (hasUnknownPort(group)) return ['ports (known after apply)'];
  const rules = securityRules(type, shown(group) as ValueObject);
  return [...new Set(rules.map((rule) => `${ruleText(rule)}${why === undefined ? '' : ` (${why})`}`))];
}

function hasUnknownPort(group: ValueObject): boolean {
  const blocks = [group, ...objectsOf(member(group, 'ingress')), ...objectsOf(member(group, 'egress'))];
  return blocks.some((block) => [member(block, 'from_port'), member(block, 'to_port')].includes(UNKNOWN));
}

/** Peers that are hidden or not known yet have a text, too. */
function shown(value: Value): Value {
  if (value === UNKNOWN || value instanceof Sensitive) return fullText(value);
  if (isList(value)) return value.map(shown);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each)])) : value;
}

/** E.g. `tcp 443 from 0.0.0.0/0`, `all traffic to itself`. */
function ruleText({ direction, protocol, from, to, peer }: SecurityRule): string {
  const what = protocol === '-1' ? 'all traffic' : `${protocol} ${portsText(protocol, from, to)}`;
  return `${what} ${direction === 'ingress' ? 'from' : 'to'} ${peer === 'self' ? 'itself' : peer}`;
}

function portsText(protocol: string, from: number, to: number): string {
  if (from === -1 || (from === 0 && to === 65_535)) return protocol.startsWith('icmp') ? 'of every type' : 'all ports';
  return from === to ? String(from) : `${from}-${to}`;
}
