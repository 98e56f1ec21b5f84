import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { Testing } from 'cdktf';
import { NetworkStack } from '../../../../stacks/network/network-stack';
import type { Environment } from '../../../../config/types';
import { oncePer } from '../../../helpers/once-per';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';
import { countResources, onlyResource, parseStack, resourcesOf } from '../../../helpers/terraform-json';

const network = oncePer((changes: Partial<Environment>): string =>
  Testing.synth(new NetworkStack(Testing.app(), testPlatform(), testEnvironment(changes)), true),
);

function withZones(availabilityZones: number, natGateways: number): string {
  return network({ network: { cidr: '10.0.0.0/16', availabilityZones, natGateways } });
}

describe('the load balancer', () => {
  it('faces the internet over IPv4', () => {
    expect(network({})).toHaveResourceWithProperties(Lb, {
      name: 'shop-dev',
      internal: false,
      ip_address_type: 'ipv4',
      load_balancer_type: 'application',
      drop_invalid_header_fields: true,
    });
  });

  it('listens on HTTP port 80 and answers 404 by default', () => {
    expect(network({})).toHaveResourceWithProperties(LbListener, {
      port: 80,
      protocol: 'HTTP',
      default_action: [
        {
          type: 'fixed-response',
          fixed_response: { content_type: 'text/plain', message_body: 'Not Found', status_code: '404' },
        },
      ],
    });
  });

  it('admits TCP 80 from 0.0.0.0/0 and ::/0, and nothing else', () => {
    const rules = resourcesOf(network({}), VpcSecurityGroupIngressRule);
    expect(rules).toHaveLength(2);
    for (const rule of rules) expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: 80, to_port: 80 });
    expect(rules.map((rule) => rule.cidr_ipv4 ?? rule.cidr_ipv6)).toEqual(['0.0.0.0/0', '::/0']);
  });

  it('sends requests only to addresses inside the VPC', () => {
    expect(network({})).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, { cidr_ipv4: '10.0.0.0/16' });
  });

  it.each([true, false])('has deletion protection when protect is %s', (protect) => {
    expect(network({ protect })).toHaveResourceWithProperties(Lb, { enable_deletion_protection: protect });
  });
});

describe('the VPC', () => {
  it('has no rules in its default security group', () => {
    expect(network({})).toHaveResourceWithProperties(DefaultSecurityGroup, { ingress: [], egress: [] });
  });

  it('takes its zones from the list of the region, not from fixed letters', () => {
    const stack = network({});
    expect(stack).toHaveDataSource(DataAwsAvailabilityZones);
    for (const subnet of resourcesOf(stack, Subnet)) {
      expect(subnet.availability_zone).toContain('data.aws_availability_zones.');
    }
  });

  it.each([2, 3, 6])('has a public and a private subnet in each of %i zones', (zones) => {
    expect(resourcesOf(withZones(zones, 0), Subnet)).toHaveLength(2 * zones);
  });

  it.each([0, 1, 3])('has %i NAT gateways, each with an address', (count) => {
    const stack = withZones(3, count);
    expect(resourcesOf(stack, NatGateway)).toHaveLength(count);
    expect(resourcesOf(stack, Eip)).toHaveLength(count);
  });

  it('routes every private subnet through the shared NAT gateway', () => {
    const natRoutes = resourcesOf(withZones(3, 1), Route).filter((route) => route.nat_gateway_id !== undefined);
    expect(natRoutes).toHaveLength(3);
    expect(new Set(natRoutes.map((route) => route.nat_gateway_id)).size).toBe(1);
  });

  it('routes every private subnet through the NAT gateway of its own zone', () => {
    const natRoutes = resourcesOf(withZones(3, 3), Route).filter((route) => route.nat_gateway_id !== undefined);
    expect(new Set(natRoutes.map((route) => route.nat_gateway_id)).size).toBe(3);
  });

  it('gives private subnets no way to the internet without a NAT gateway', () => {
    expect(resourcesOf(withZones(2, 0), Route)).toHaveLength(1);
  });

  it('reaches S3 through a gateway endpoint from every route table', () => {
    const stack = withZones(2, 1);
    const endpoint = onlyResource(stack, VpcEndpoint);
    expect(endpoint).toMatchObject({ service_name: 'com.amazonaws.eu-central-1.s3', vpc_endpoint_type: 'Gateway' });
    expect(endpoint.route_table_ids).toHaveLength(resourcesOf(stack, RouteTable).length);
  });
});

describe('the origin secret', () => {
  it('is an encrypted parameter whose first value stays', () => {
    expect(network({})).toHaveResourceWithProperties(SsmParameter, {
      name: '/shop/dev/origin-secret',
      type: 'SecureString',
      lifecycle: { ignore_changes: ['value'] },
    });
  });
});

describe('the network stack', () => {
  it('holds the network of two zones and its load balancer, and nothing else', () => {
    expect(countResources(network({}))).toEqual({
      aws_default_security_group: 1,
      aws_eip: 1,
      aws_internet_gateway: 1,
      aws_lb: 1,
      aws_lb_listener: 1,
      aws_nat_gateway: 1,
      aws_route: 3,
      aws_route_table: 3,
      aws_route_table_association: 4,
      aws_security_group: 1,
      aws_ssm_parameter: 1,
      aws_subnet: 4,
      aws_vpc: 1,
      aws_vpc_endpoint: 1,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 2,
    });
  });
});

describe('the contract', () => {
  it('gives tasks the private subnets', () => {
    expect(JSON.stringify(parseStack(network({})).output?.task_subnet_ids)).toContain('private-subnet');
  });

  it('gives tasks the public subnets where there is no NAT gateway', () => {
    expect(JSON.stringify(parseStack(withZones(2, 0)).output?.task_subnet_ids)).toContain('public-subnet');
  });
});
