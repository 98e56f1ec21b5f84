import ipaddr from 'ipaddr.js';
import type { SecurityRule } from './security-rules';

/** Whether a rule allows everything that another one allows. `true` is always right. */
export function coversRule(rule: SecurityRule, other: SecurityRule): boolean {
  return rule.direction === other.direction && coversPorts(rule, other) && coversPeer(rule.peer, other.peer);
}

function coversPorts(rule: SecurityRule, other: SecurityRule): boolean {
  if (rule.protocol === '-1') return true;
  if (rule.protocol !== other.protocol) return false;
  if (rule.from === -1) return true;
  return other.from !== -1 && rule.from <= other.from && other.to <= rule.to;
}

function coversPeer(peer: string, other: string): boolean {
  if (peer === other) return true;
  if (!ipaddr.isValidCIDR(peer) || !ipaddr.isValidCIDR(other)) return false;
  const [wide, wideBits] = ipaddr.parseCIDR(peer);
  const [narrow, narrowBits] = ipaddr.parseCIDR(other);
  return wide.kind() === narrow.kind() && wideBits <= narrowBits && narrow.match(wide, wideBits);
}

/** Shortest prefix of a network with an owner: registries have never assigned a larger block. */
const LARGEST_NETWORK = { ipv4: 8, ipv6: 16 } as const;

/** Whether a peer is the internet: all of it, or a block too large to have one owner, such as `0.0.0.0/1`. */
export function isEverywhere(peer: string): boolean {
  if (!ipaddr.isValidCIDR(peer)) return false;
  const [address, bits] = ipaddr.parseCIDR(peer);
  return bits < LARGEST_NETWORK[address.kind()] && !isPrivate(peer);
}

/** Whether a peer is in a network that the internet cannot reach: private or local addresses, or no address block. */
export function isPrivate(peer: string): boolean {
  if (!ipaddr.isValidCIDR(peer)) return true;
  return endsOf(peer).every((address) => PRIVATE.includes(address.range()));
}

const PRIVATE = ['private', 'uniqueLocal', 'linkLocal', 'loopback', 'carrierGradeNat'];

/** The first and the last address of a block: `192.168.0.0/8` begins at 192.0.0.0. */
function endsOf(block: string): readonly (ipaddr.IPv4 | ipaddr.IPv6)[] {
  const isIpv4 = ipaddr.parseCIDR(block)[0].kind() === 'ipv4';
  return isIpv4
    ? [ipaddr.IPv4.networkAddressFromCIDR(block), ipaddr.IPv4.broadcastAddressFromCIDR(block)]
    : [ipaddr.IPv6.networkAddressFromCIDR(block), ipaddr.IPv6.broadcastAddressFromCIDR(block)];
}
