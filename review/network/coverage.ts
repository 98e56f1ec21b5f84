import ipaddr from 'ipaddr.js';
import type { SecurityRule } from './security-rules';

/** Whether a rule lets through all that another one does. It never says so wrongly. */
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

/** Whether a peer is the whole internet. */
export function isEverywhere(peer: string): boolean {
  return ipaddr.isValidCIDR(peer) && ipaddr.parseCIDR(peer)[1] === 0;
}

/** Whether a peer is in a network that the internet cannot reach: private or local addresses, or no address block. */
export function isPrivate(peer: string): boolean {
  if (!ipaddr.isValidCIDR(peer)) return true;
  const [address, bits] = ipaddr.parseCIDR(peer);
  return bits > 0 && ['private', 'uniqueLocal', 'linkLocal', 'loopback', 'carrierGradeNat'].includes(address.range());
}
