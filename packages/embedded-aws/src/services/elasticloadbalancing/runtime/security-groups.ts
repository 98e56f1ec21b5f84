import type { IpPermission } from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';

/** One end of a connection, as rules of security groups name it. */
export interface Peer {
  /** Ids of its security groups. */
  readonly groups: readonly string[];
  /** The CIDR blocks that its addresses are in. */
  readonly blocks: readonly string[];
}

/**
 * Whether a rule of a security group admits TCP connections on a port with a peer. Prefix lists admit everybody, because
 * the embedded AWS does not look into them.
 * Source: Amazon VPC user guide, "Security group rules".
 */
export function admits(rule: IpPermission, port: number, { groups, blocks }: Peer): boolean {
  const { IpProtocol, FromPort = 0, ToPort = 65_535, PrefixListIds = [], UserIdGroupPairs = [] } = rule;
  const isAll = IpProtocol === '-1';
  const isPort = isAll || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort);
  if (!isPort) return false;
  const ranges = [
    ...(rule.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(rule.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
  ];
  return (
    PrefixListIds.length > 0 ||
    UserIdGroupPairs.some(({ GroupId = '' }) => groups.includes(GroupId)) ||
    ranges.some((range = '') => blocks.some((block) => isInside(block, range)))
  );
}

/** Whether all addresses of a CIDR block are in another one. */
function isInside(block: string, range: string): boolean {
  const [[network, length], [outer, outerLength]] = [ipaddr.parseCIDR(block), ipaddr.parseCIDR(range)];
  return network.kind() === outer.kind() && length >= outerLength && network.match(outer, outerLength);
}
