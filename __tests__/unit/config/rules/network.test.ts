import { issuesOf, pathsOf, withEnvironment } from '../../../helpers/config';

const networkWith = (network: object): unknown => withEnvironment({ network });

describe('the block of a VPC', () => {
  it.each(['10.0.0.0/16', '10.1.2.0/24', '172.31.0.0/20', '192.168.255.0/24', '100.64.0.0/16', '44.0.0.0/16'])(
    'is taken: %s',
    (cidr) => {
      expect(issuesOf(networkWith({ cidr }))).toEqual([]);
    },
  );

  it.each([
    ['10.0.0.0', 'an IPv4 block such as 10.0.0.0/16', 'change it, for example to cidr: "10.0.0.0/16", or leave it out'],
    [
      'fd00::/56',
      'an IPv4 block such as 10.0.0.0/16',
      'change it, for example to cidr: "10.0.0.0/16", or leave it out',
    ],
    ['10.0.256.0/24', 'four numbers from 0 to 255 and a prefix length', 'for example cidr: "10.0.0.0/16"'],
    ['010.0.0.0/16', 'four numbers from 0 to 255 and a prefix length', 'for example cidr: "10.0.0.0/16"'],
    ['10.0.0.0/33', 'four numbers from 0 to 255 and a prefix length', 'for example cidr: "10.0.0.0/16"'],
    ['10.0.0.0/15', '/16 to /24', 'for example cidr: "10.0.0.0/16"'],
    [
      '10.0.1.0/16',
      'a network address: no bit set after the prefix',
      'the block that contains it is cidr: "10.0.0.0/16"',
    ],
    [
      '10.0.0.128/24',
      'a network address: no bit set after the prefix',
      'the block that contains it is cidr: "10.0.0.0/24"',
    ],
    ['127.0.0.0/16', 'addresses that hosts can have, best private ones', 'for example cidr: "10.0.0.0/16"'],
    ['169.254.0.0/16', 'addresses that hosts can have, best private ones', 'for example cidr: "10.0.0.0/16"'],
    ['224.0.0.0/16', 'addresses that hosts can have, best private ones', 'for example cidr: "10.0.0.0/16"'],
    ['0.0.0.0/16', 'addresses that hosts can have, best private ones', 'for example cidr: "10.0.0.0/16"'],
  ])('is refused: %s', (cidr, allowed, fix) => {
    expect(issuesOf(networkWith({ cidr }))).toEqual([
      { path: 'environments.dev.network.cidr', found: `"${cidr}"`, allowed, fix },
    ]);
  });
});

describe('the subnets of a VPC', () => {
  it.each([
    [2, '10.0.0.0/24', '10.0.0.0/25', '/24'],
    [2, '10.0.0.0/24', '10.0.0.0/28', '/24'],
    [2, '10.0.0.0/24', '10.0.0.0/29', '/24'],
    [2, '10.0.0.0/24', '10.0.0.0/32', '/24'],
    [4, '10.0.0.0/24', '10.0.0.0/25', '/24'],
    [5, '10.0.0.0/23', '10.0.0.0/24', '/23'],
    [6, '10.0.0.0/23', '10.0.0.0/24', '/23'],
  ])('in %d zones have room in %s and not in %s', (availabilityZones, large, small, needed) => {
    expect(issuesOf(networkWith({ availabilityZones, cidr: large }))).toEqual([]);
    expect(issuesOf(networkWith({ availabilityZones, cidr: small }))).toEqual([
      {
        path: 'environments.dev.network.cidr',
        found: `${small} for ${availabilityZones} availability zones`,
        allowed: `/16 to ${needed}: a load balancer needs subnets of /27 or larger`,
        fix: `use a block of ${needed} or larger, for example cidr: "10.0.0.0${needed}"`,
      },
    ]);
  });

  it('are not measured while the block or the number of zones is wrong', () => {
    expect(pathsOf(networkWith({ cidr: '10.0.0.1/28' }))).toEqual(['environments.dev.network.cidr']);
    expect(pathsOf(networkWith({ cidr: '10.0.0.0/28', availabilityZones: 9 }))).toEqual([
      'environments.dev.network.availabilityZones',
    ]);
  });
});

describe('NAT gateways', () => {
  it.each([
    [2, 0],
    [2, 1],
    [2, 2],
    [3, 3],
  ])('in %d zones may be %d', (availabilityZones, natGateways) => {
    expect(issuesOf(networkWith({ availabilityZones, natGateways }))).toEqual([]);
  });

  it('are none, one, or one per zone', () => {
    expect(issuesOf(networkWith({ availabilityZones: 3, natGateways: 2 }))).toEqual([
      {
        path: 'environments.dev.network.natGateways',
        found: '2 NAT gateways for 3 availability zones',
        allowed: '0, 1 or as many as there are availability zones',
        fix: 'set natGateways: 3, or 1 to share one',
      },
    ]);
    expect(issuesOf(networkWith({ natGateways: 3 }))).toMatchObject([
      { found: '3 NAT gateways for 2 availability zones (the default)' },
    ]);
  });
});
