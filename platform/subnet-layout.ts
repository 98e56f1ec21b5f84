/** A load balancer needs at least a /27 in each zone. Source: Application Load Balancers user guide, "Subnets". */
export const SMALLEST_SUBNET_PREFIX = 27;

/** Prefix length of the largest block of a VPC. Source: Amazon VPC User Guide, "VPC CIDR blocks". */
export const LARGEST_VPC_PREFIX = 16;

/** Fewest zones that space is kept for, so that going from two zones to three or four renumbers nothing. */
export const SMALLEST_ZONE_SLOTS = 4;

/** How a VPC's block is cut: equal subnets, the first half public, the second half private. */
export interface SubnetLayout {
  /** Bits that the VPC's prefix grows by to make a subnet's. */
  readonly newBits: number;
  /** Position of the zone's public subnet, from 0. */
  readonly publicIndex: (zone: number) => number;
  /** Position of the zone's private subnet, from 0. */
  readonly privateIndex: (zone: number) => number;
}

/**
 * Cuts a VPC for a number of availability zones. The space is sized for the next power of two of zones, and for four
 * at least, so that most changes of the number keep every subnet where it is.
 */
export function subnetLayout(availabilityZones: number): SubnetLayout {
  const zoneSlots = Math.max(SMALLEST_ZONE_SLOTS, 2 ** Math.ceil(Math.log2(availabilityZones)));
  return {
    newBits: Math.log2(2 * zoneSlots),
    publicIndex: (zone) => zone,
    privateIndex: (zone) => zoneSlots + zone,
  };
}

/** Prefix length of the smallest block of a VPC whose subnets have room for a load balancer. */
export function smallestVpcPrefix(availabilityZones: number): number {
  return SMALLEST_SUBNET_PREFIX - subnetLayout(availabilityZones).newBits;
}
