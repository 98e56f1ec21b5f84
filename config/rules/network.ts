import { IPv4 } from 'ipaddr.js';
import { LARGEST_VPC_PREFIX, SMALLEST_SUBNET_PREFIX, smallestVpcPrefix } from '../../platform/subnet-layout';
import type { RuleContext } from '../rule-context';
import { quote, type Finding, type Path } from '../issue';
import { mostSpecific, optionSource, sourceNote } from '../setting-source';
import type { NetworkSettings } from '../types';
import type { Rule } from './rule';

/** Every environment's block is one that a VPC can have: four numbers up to 255, a network address, /16 or smaller. */
export const vpcBlocks: Rule = (context) =>
  context.platform.environments.flatMap(({ name, network }) => {
    const problem = problemOf(network);
    return problem === undefined ? [] : [{ path: networkPath(name, 'cidr'), found: quote(network.cidr), ...problem }];
  });

function problemOf({ cidr, availabilityZones }: NetworkSettings): Pick<Finding, 'allowed' | 'fix'> | undefined {
  if (!isBlock(cidr))
    return { allowed: 'four numbers from 0 to 255 and a prefix length', fix: 'for example cidr: "10.0.0.0/16"' };
  const [address, prefix] = IPv4.parseCIDR(cidr);
  if (prefix < LARGEST_VPC_PREFIX)
    return {
      allowed: allowedSizes(availabilityZones),
      fix: `for example cidr: "${networkOf(cidr, LARGEST_VPC_PREFIX)}"`,
    };
  if (!usableRanges.includes(address.range()))
    return { allowed: 'addresses that hosts can have, best private ones', fix: 'for example cidr: "10.0.0.0/16"' };
  if (networkOf(cidr, prefix) !== cidr)
    return {
      allowed: 'a network address: no bit set after the prefix',
      fix: `the block that contains it is cidr: "${networkOf(cidr, prefix)}"`,
    };
  return undefined;
}

function allowedSizes(availabilityZones: number): string {
  return `/${LARGEST_VPC_PREFIX} to /${smallestVpcPrefix(availabilityZones)}`;
}

/** Private addresses (RFC 1918), shared ones (RFC 6598) and public ones; the others are loopback, multicast and such. */
const usableRanges: readonly string[] = ['private', 'carrierGradeNat', 'unicast'];

/** Leading zeros would be read as octal numbers. */
function isBlock(cidr: string): boolean {
  const [address = '', prefix = ''] = cidr.split('/');
  return [...address.split('.'), prefix].every((part) => part === String(Number(part))) && IPv4.isValidCIDR(cidr);
}

function networkOf(cidr: string, prefix: number): string {
  const [address] = cidr.split('/');
  return `${IPv4.networkAddressFromCIDR(`${address ?? ''}/${prefix}`).toString()}/${prefix}`;
}

/** Every subnet is large enough for a load balancer. */
export const subnetSizes: Rule = (context) =>
  context.platform.environments
    .filter(({ network }) => problemOf(network) === undefined && isTooSmall(network))
    .map(({ name, network }) => tooSmall(context, name, network));

function isTooSmall({ cidr, availabilityZones }: NetworkSettings): boolean {
  return IPv4.parseCIDR(cidr)[1] > smallestVpcPrefix(availabilityZones);
}

function tooSmall(context: RuleContext, environment: string, network: NetworkSettings): Finding {
  const cidrSource = optionSource(context, networkPath(environment, 'cidr'));
  const zonesSource = optionSource(context, networkPath(environment, 'availabilityZones'));
  const point = mostSpecific(cidrSource, zonesSource);
  const longest = smallestVpcPrefix(network.availabilityZones);
  const zones = `${network.availabilityZones} availability zones${sourceNote(zonesSource, point.path)}`;
  return {
    ...point,
    found: `${network.cidr} for ${zones}`,
    allowed: `${allowedSizes(network.availabilityZones)}: a load balancer needs subnets of /${SMALLEST_SUBNET_PREFIX} or larger`,
    fix: `use a block of /${longest} or larger, for example cidr: "${networkOf(network.cidr, longest)}"`,
  };
}

/** None, one, or one NAT gateway per availability zone. */
export const natGateways: Rule = (context) =>
  context.platform.environments
    .filter(({ network }) => ![0, 1, network.availabilityZones].includes(network.natGateways))
    .map(({ name, network }) => {
      const zones = optionSource(context, networkPath(name, 'availabilityZones'));
      const point = mostSpecific(optionSource(context, networkPath(name, 'natGateways')), zones);
      return {
        ...point,
        found: `${network.natGateways} NAT gateways for ${network.availabilityZones} availability zones${sourceNote(zones, point.path)}`,
        allowed: '0, 1 or as many as there are availability zones',
        fix: `set natGateways: ${network.availabilityZones}, or 1 to share one`,
      };
    });

function networkPath(environment: string, option: keyof NetworkSettings): Path {
  return ['environments', environment, 'network', option];
}
