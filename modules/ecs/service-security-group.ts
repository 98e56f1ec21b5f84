import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** Properties of a `ServiceSecurityGroup`. */
export interface ServiceSecurityGroupProps {
  /** Physical name, at most 255 characters; another one whenever the VPC is another one. */
  readonly securityGroupName: string;
  readonly vpcId: string;
  /** TCP port the containers listen on. */
  readonly port: number;
  /** The security group of the load balancer: the only place that requests come from. */
  readonly loadBalancerSecurityGroupId: string;
}

/** The security group of a service's tasks: in only from the load balancer on one port, out to anywhere. */
export class ServiceSecurityGroup extends Construct {
  readonly resource: SecurityGroup;
  readonly ingressRule: VpcSecurityGroupIngressRule;
  readonly egressRule: VpcSecurityGroupEgressRule;
  readonly securityGroupId: string;
  /** The rules that allow traffic: without them a task cannot pull its image. */
  readonly rules: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceSecurityGroupProps) {
    super(scope, id);
    this.resource = this.createSecurityGroup(props);
    this.ingressRule = this.admitLoadBalancer(this.resource, props);
    this.egressRule = this.letOut(this.resource);
    this.rules = [this.ingressRule, this.egressRule];
    this.securityGroupId = this.resource.id;
  }

  private createSecurityGroup(props: ServiceSecurityGroupProps): SecurityGroup {
    return new SecurityGroup(this, 'Resource', {
      name: props.securityGroupName,
      description: 'The tasks of a service.',
      vpcId: props.vpcId,
      tags: { Name: props.securityGroupName },
      // Tasks hold the old group until they are replaced by tasks with the new one.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private admitLoadBalancer(group: SecurityGroup, props: ServiceSecurityGroupProps): VpcSecurityGroupIngressRule {
    return new VpcSecurityGroupIngressRule(this, 'from-load-balancer', {
      securityGroupId: group.id,
      referencedSecurityGroupId: props.loadBalancerSecurityGroupId,
      ipProtocol: 'tcp',
      fromPort: props.port,
      toPort: props.port,
      description: 'Requests and health checks of the load balancer.',
    });
  }

  // Tasks pull their image, write logs and call AWS and third parties, whose addresses cannot be listed.
  private letOut(group: SecurityGroup): VpcSecurityGroupEgressRule {
    return new VpcSecurityGroupEgressRule(this, 'to-anywhere', {
      securityGroupId: group.id,
      ipProtocol: '-1',
      cidrIpv4: '0.0.0.0/0',
      description: 'Whatever the application calls.',
    });
  }
}
