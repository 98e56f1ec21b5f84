import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Testing } from 'cdktf';
import { ServiceSecurityGroup } from '../../../../modules/ecs/service-security-group';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

describe('ServiceSecurityGroup', () => {
  const synth = Testing.synthScope((scope) => {
    new ServiceSecurityGroup(scope, 'security-group', {
      securityGroupName: 'shop-dev-orders-tasks',
      vpcId: 'vpc-1',
      port: 8080,
      loadBalancerSecurityGroupId: 'sg-load-balancer',
    });
  });
  const groupId = referenceTo(synth, SecurityGroup, 'id');

  it('lets in only the load balancer, on the port of the containers', () => {
    expect(onlyResource(synth, VpcSecurityGroupIngressRule)).toEqual({
      security_group_id: groupId,
      referenced_security_group_id: 'sg-load-balancer',
      ip_protocol: 'tcp',
      from_port: 8080,
      to_port: 8080,
      description: 'Requests and health checks of the load balancer.',
    });
  });

  it('lets tasks call any address', () => {
    expect(onlyResource(synth, VpcSecurityGroupEgressRule)).toEqual({
      security_group_id: groupId,
      ip_protocol: '-1',
      cidr_ipv4: '0.0.0.0/0',
      description: 'Whatever the application calls.',
    });
  });

  it('has no rules of its own beside these', () => {
    expect(onlyResource(synth, SecurityGroup)).not.toHaveProperty('ingress');
    expect(onlyResource(synth, SecurityGroup)).not.toHaveProperty('egress');
  });

  it('creates the new group before it destroys the old one, since tasks use it', () => {
    expect(synth).toHaveResourceWithProperties(SecurityGroup, {
      name: 'shop-dev-orders-tasks',
      description: 'The tasks of a service.',
      vpc_id: 'vpc-1',
      tags: { Name: 'shop-dev-orders-tasks' },
      lifecycle: { create_before_destroy: true },
    });
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 1,
    });
  });
});
