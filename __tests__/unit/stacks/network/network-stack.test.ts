import { NetworkStack } from '../../../../stacks/network/network-stack';
import type { Environment } from '../../../../config/types';
import { onlyResource, resources, synthesizeStack, type StackJson } from '../../../helpers/synth';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';

function network(changes: Partial<Environment> = {}): StackJson {
  return synthesizeStack('dev-network', (app) => new NetworkStack(app, testPlatform(), testEnvironment(changes)));
}

function withZones(availabilityZones: number, natGateways: number): StackJson {
  return network({ network: { cidr: '10.0.0.0/16', availabilityZones, natGateways } });
}

describe('the load balancer', () => {
  it('faces the internet over IPv4', () => {
    expect(onlyResource(network(), 'aws_lb')).toMatchObject({
      name: 'shop-dev',
      internal: false,
      ip_address_type: 'ipv4',
      load_balancer_type: 'application',
      drop_invalid_header_fields: true,
    });
  });

  it('listens on HTTP port 80 and answers 404 by default', () => {
    expect(onlyResource(network(), 'aws_lb_listener')).toMatchObject({
      port: 80,
      protocol: 'HTTP',
      default_action: [{ type: 'fixed-response', fixed_response: { status_code: '404' } }],
    });
  });

  it('admits TCP 80 from 0.0.0.0/0 and ::/0, and nothing else', () => {
    const rules = resources(network(), 'aws_vpc_security_group_ingress_rule');
    expect(rules).toHaveLength(2);
    for (const rule of rules) expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: 80, to_port: 80 });
    expect(rules.map((rule) => rule.cidr_ipv4 ?? rule.cidr_ipv6)).toEqual(['0.0.0.0/0', '::/0']);
  });

  it('passes requests on only inside the VPC', () => {
    expect(onlyResource(network(), 'aws_vpc_security_group_egress_rule')).toMatchObject({ cidr_ipv4: '10.0.0.0/16' });
  });

  it.each([true, false])('has deletion protection when protect is %s', (protect) => {
    expect(onlyResource(network({ protect }), 'aws_lb')).toMatchObject({ enable_deletion_protection: protect });
  });
});

describe('the VPC', () => {
  it('closes its default security group', () => {
    expect(onlyResource(network(), 'aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
  });

  it('takes its zones from what the region offers, not from guessed letters', () => {
    const stack = network();
    expect(stack.data?.aws_availability_zones).toBeDefined();
    for (const subnet of resources(stack, 'aws_subnet')) {
      expect(subnet.availability_zone).toContain('data.aws_availability_zones.');
    }
  });

  it.each([2, 3, 6])('has a public and a private subnet in each of %i zones', (zones) => {
    expect(resources(withZones(zones, 0), 'aws_subnet')).toHaveLength(2 * zones);
  });

  it.each([0, 1, 3])('has %i NAT gateways, each with an address', (count) => {
    const stack = withZones(3, count);
    expect(resources(stack, 'aws_nat_gateway')).toHaveLength(count);
    expect(resources(stack, 'aws_eip')).toHaveLength(count);
  });

  it('routes every private subnet through the shared NAT gateway', () => {
    const natRoutes = resources(withZones(3, 1), 'aws_route').filter((route) => route.nat_gateway_id !== undefined);
    expect(natRoutes).toHaveLength(3);
    expect(new Set(natRoutes.map((route) => route.nat_gateway_id)).size).toBe(1);
  });

  it('routes every private subnet through the NAT gateway of its own zone', () => {
    const natRoutes = resources(withZones(3, 3), 'aws_route').filter((route) => route.nat_gateway_id !== undefined);
    expect(new Set(natRoutes.map((route) => route.nat_gateway_id)).size).toBe(3);
  });

  it('gives private subnets no way to the internet without a NAT gateway', () => {
    expect(resources(withZones(2, 0), 'aws_route')).toHaveLength(1);
  });

  it('reaches S3 through a gateway endpoint from every route table', () => {
    const stack = withZones(2, 1);
    const endpoint = onlyResource(stack, 'aws_vpc_endpoint');
    expect(endpoint).toMatchObject({ service_name: 'com.amazonaws.eu-central-1.s3', vpc_endpoint_type: 'Gateway' });
    expect(endpoint.route_table_ids).toHaveLength(resources(stack, 'aws_route_table').length);
  });
});

describe('the origin secret', () => {
  it('is an encrypted parameter whose first value stays', () => {
    expect(onlyResource(network(), 'aws_ssm_parameter')).toMatchObject({
      name: '/shop/dev/origin-secret',
      type: 'SecureString',
      lifecycle: { ignore_changes: ['value'] },
    });
  });
});

describe('the contract', () => {
  it('gives tasks the private subnets', () => {
    expect(JSON.stringify(network().output?.task_subnet_ids)).toContain('private-subnet');
  });

  it('gives tasks the public subnets where there is no NAT gateway', () => {
    expect(JSON.stringify(withZones(2, 0).output?.task_subnet_ids)).toContain('public-subnet');
  });
});
