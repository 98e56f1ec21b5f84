import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Testing } from 'cdktf';
import { PublicLoadBalancer } from '../../../../modules/network/public-load-balancer';
import { countResources, onlyResource, referenceTo, resourcesOf } from '../../../helpers/terraform-json';

function loadBalancer(deletionProtection: boolean): string {
  return Testing.synthScope((scope) => {
    new PublicLoadBalancer(scope, 'load-balancer', {
      loadBalancerName: 'shop-dev',
      securityGroupName: 'shop-dev-load-balancer',
      vpcId: 'vpc-1',
      vpcCidr: '10.0.0.0/16',
      subnetIds: ['subnet-1', 'subnet-2'],
      deletionProtection,
    });
  });
}

describe('PublicLoadBalancer', () => {
  const synth = loadBalancer(false);

  it('is an application load balancer that the internet reaches over IPv4', () => {
    expect(synth).toHaveResourceWithProperties(Lb, {
      name: 'shop-dev',
      load_balancer_type: 'application',
      internal: false,
      ip_address_type: 'ipv4',
      security_groups: [referenceTo(synth, SecurityGroup, 'id')],
      subnets: ['subnet-1', 'subnet-2'],
      drop_invalid_header_fields: true,
    });
  });

  it.each([true, false])('has the deletion protection that was given: %s', (protection) => {
    expect(loadBalancer(protection)).toHaveResourceWithProperties(Lb, { enable_deletion_protection: protection });
  });

  it('listens on port 80 and answers 404 to what no rule takes', () => {
    expect(onlyResource(synth, LbListener)).toEqual({
      load_balancer_arn: referenceTo(synth, Lb, 'arn'),
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

  it.each([{ cidr_ipv4: '0.0.0.0/0' }, { cidr_ipv6: '::/0' }])('lets in TCP port 80 from %j', (source) => {
    expect(resourcesOf(synth, VpcSecurityGroupIngressRule)).toContainEqual({
      security_group_id: referenceTo(synth, SecurityGroup, 'id'),
      ip_protocol: 'tcp',
      from_port: 80,
      to_port: 80,
      description: 'HTTP from everywhere; answered with 404 unless it carries the origin header.',
      ...source,
    });
  });

  it('lets out TCP to the VPC only', () => {
    expect(onlyResource(synth, VpcSecurityGroupEgressRule)).toEqual({
      security_group_id: referenceTo(synth, SecurityGroup, 'id'),
      ip_protocol: 'tcp',
      from_port: 1,
      to_port: 65535,
      cidr_ipv4: '10.0.0.0/16',
      description: 'Tasks in the VPC; their own security groups admit the load balancer on one port.',
    });
  });

  it('has a security group of its own, without rules inside it', () => {
    expect(onlyResource(synth, SecurityGroup)).toEqual({
      name: 'shop-dev-load-balancer',
      description: 'The public load balancer.',
      vpc_id: 'vpc-1',
      tags: { Name: 'shop-dev-load-balancer' },
    });
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_lb: 1,
      aws_lb_listener: 1,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 2,
    });
  });
});
