import type { ResourceChange } from '../plan/plan';
import { areEqual } from '../plan/equality';
import { isList, isObject, Sensitive, type Value, type ValueObject } from '../plan/value';

/** One rule of a security group: traffic that it allows. */
export interface SecurityRule {
  readonly direction: 'ingress' | 'egress';
  /** E.g. `tcp`; `-1` is every protocol. */
  readonly protocol: string;
  /** First and last port; both -1 for every port. */
  readonly from: number;
  readonly to: number;
  /** CIDR block, or id of a security group or prefix list, or `self`. */
  readonly peer: string;
}

type Side = ValueObject | null;

/**
 * The traffic that the security groups of a resource allow, one rule for each peer. Values that are not known yet are
 * left out. Source: the schema of the AWS provider, 5.100.0.
 */
export function securityRules(type: ResourceChange['type'], attributes: Side): readonly SecurityRule[] {
  if (attributes === null) return [];
  if (type === 'aws_security_group' || type === 'aws_default_security_group') {
    return (['ingress', 'egress'] as const).flatMap((direction) =>
      blocksOf(attributes[direction]).flatMap((block) => rulesOf(direction, block)),
    );
  }
  if (type === 'aws_security_group_rule' && (attributes['type'] === 'ingress' || attributes['type'] === 'egress')) {
    return rulesOf(attributes['type'], attributes);
  }
  const direction = /^aws_vpc_security_group_(ingress|egress)_rule$/.exec(type)?.[1];
  return direction === 'ingress' || direction === 'egress' ? rulesOf(direction, attributes) : [];
}

/** Whether the allowed traffic changes, and a part of it is marked as secret. */
export function changesSecretly(type: ResourceChange['type'], before: Side, attributes: Side): boolean {
  if (attributes === null || !/^aws_(vpc_|default_)?security_group(_|$)/.test(type)) return false;
  if (PARTS.every((name) => areEqual(before?.[name], attributes[name]))) return false;
  const holders = [attributes, ...(['ingress', 'egress'] as const).flatMap((name) => blocksOf(attributes[name]))];
  return holders.some((holder) => PARTS.some((name) => isSecret(holder[name])));
}

function isSecret(value: Value | undefined): boolean {
  return value instanceof Sensitive || (isList(value) && value.some(isSecret));
}

function blocksOf(value: Value | undefined): readonly ValueObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** Names of the attributes that hold peers, in all the resource types. */
const PEERS = [
  'cidr_blocks',
  'ipv6_cidr_blocks',
  'prefix_list_ids',
  'security_groups',
  'source_security_group_id',
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_id',
  'referenced_security_group_id',
];

/** What says which addresses and ports a rule is about. */
const PARTS = [...PEERS, 'ingress', 'egress', 'from_port', 'to_port', 'protocol', 'ip_protocol'];

function rulesOf(direction: SecurityRule['direction'], block: ValueObject): readonly SecurityRule[] {
  const protocol = block['protocol'] ?? block['ip_protocol'];
  if (typeof protocol !== 'string') return [];
  const isEverything = protocol === '-1' || protocol === 'all';
  const [from, to] = isEverything ? [-1, -1] : [portOf(block['from_port']), portOf(block['to_port'])];
  const rule = { direction, protocol: isEverything ? '-1' : protocol.toLowerCase(), from, to };
  return peersOf(block).map((peer) => ({ ...rule, peer }));
}

function portOf(value: Value | undefined): number {
  return typeof value === 'number' ? value : -1;
}

function peersOf(block: ValueObject): readonly string[] {
  const named = PEERS.flatMap((name) => [block[name] ?? null].flat()).filter((peer) => typeof peer === 'string');
  return [...named.filter((peer) => peer !== ''), ...(block['self'] === true ? ['self'] : [])];
}
