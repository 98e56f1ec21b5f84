import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Testing } from 'cdktf';
import { ZonedVpc } from '../../../../modules/network/vpc';
import {
  addressesOf,
  addressOf,
  countResources,
  dataSourcesOf,
  onlyResource,
  referenceTo,
  resourcesOf,
} from '../../../helpers/terraform-json';

function vpc(availabilityZones: number, natGateways: number): string {
  return Testing.synthScope((scope) => {
    const props = { name: 'shop-dev', region: 'eu-central-1', cidr: '10.0.0.0/16', availabilityZones, natGateways };
    new ZonedVpc(scope, 'vpc', props);
  });
}

describe('ZonedVpc', () => {
  const synth = vpc(2, 1);
  const vpcId = referenceTo(synth, Vpc, 'id');

  it('resolves names, which endpoints and load balancers need', () => {
    expect(onlyResource(synth, Vpc)).toEqual({
      cidr_block: '10.0.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: 'shop-dev' },
    });
  });

  it('has a default security group that lets nothing through', () => {
    expect(onlyResource(synth, DefaultSecurityGroup)).toEqual({
      vpc_id: vpcId,
      ingress: [],
      egress: [],
      tags: { Name: 'shop-dev-default-closed' },
    });
  });

  it('takes the zones that the region offers without opting in', () => {
    expect(dataSourcesOf(synth, DataAwsAvailabilityZones)).toEqual([
      { state: 'available', filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }] },
    ]);
  });

  it.each([
    ['public-1', 0, 0],
    ['public-2', 1, 1],
    ['private-1', 4, 0],
    ['private-2', 5, 1],
  ])('has the subnet %s at position %i, in zone %i', (name, position, zone) => {
    const zones = 'data.aws_availability_zones.vpc_availability-zones_';
    const subnets = resourcesOf(synth, Subnet).filter(({ tags }) => JSON.stringify(tags).includes(`-${name}"`));
    expect(subnets).toEqual([
      {
        vpc_id: vpcId,
        cidr_block: `\${cidrsubnet("10.0.0.0/16", 3, ${position})}`,
        availability_zone: expect.stringMatching(new RegExp(`element\\(${zones}\\w+\\.names, ${zone}\\)`)) as string,
        tags: { Name: `shop-dev-${name}` },
      },
    ]);
  });

  it('has an internet gateway, which the public subnets use', () => {
    expect(onlyResource(synth, InternetGateway)).toEqual({ vpc_id: vpcId, tags: { Name: 'shop-dev' } });
    expect(synth).toHaveResourceWithProperties(Route, {
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: referenceTo(synth, InternetGateway, 'id'),
    });
  });

  it('has a NAT gateway with its own address, created after the internet gateway', () => {
    expect(onlyResource(synth, Eip)).toEqual({ domain: 'vpc', tags: { Name: 'shop-dev-nat-1' } });
    expect(synth).toHaveResourceWithProperties(NatGateway, {
      allocation_id: referenceTo(synth, Eip, 'id'),
      tags: { Name: 'shop-dev-nat-1' },
      depends_on: [addressOf(synth, InternetGateway)],
    });
  });

  it('reaches S3 through a gateway endpoint, from every route table', () => {
    const { route_table_ids: tables, ...rest } = onlyResource(synth, VpcEndpoint);
    expect(rest).toEqual({
      vpc_id: vpcId,
      service_name: 'com.amazonaws.eu-central-1.s3',
      vpc_endpoint_type: 'Gateway',
      tags: { Name: 'shop-dev-s3' },
    });
    const ids = addressesOf(synth, RouteTable).map((address) => `\${${address}.id}`);
    expect((tables as string[]).toSorted()).toEqual(ids.toSorted());
  });
});

describe('the size of a ZonedVpc', () => {
  it.each([
    [2, 0, { aws_eip: undefined, aws_nat_gateway: undefined, aws_route: 1 }],
    [2, 1, { aws_eip: 1, aws_nat_gateway: 1, aws_route: 3 }],
    [2, 2, { aws_eip: 2, aws_nat_gateway: 2, aws_route: 3 }],
    [6, 1, { aws_eip: 1, aws_nat_gateway: 1, aws_route: 7 }],
  ])('follows its %i zones and %i NAT gateways', (zones, nats, counts) => {
    expect(countResources(vpc(zones, nats))).toEqual({
      ...counts,
      aws_default_security_group: 1,
      aws_internet_gateway: 1,
      aws_route_table: 1 + zones,
      aws_route_table_association: 2 * zones,
      aws_subnet: 2 * zones,
      aws_vpc: 1,
      aws_vpc_endpoint: 1,
    });
  });

  it.each([
    [1, 1],
    [3, 3],
  ])('with 3 zones and %i NAT gateways routes the private subnets through %i of them', (nats, used) => {
    const routes = resourcesOf(vpc(3, nats), Route).filter((route) => route.nat_gateway_id !== undefined);
    expect(routes).toHaveLength(3);
    expect(new Set(routes.map((route) => route.nat_gateway_id)).size).toBe(used);
  });
});
