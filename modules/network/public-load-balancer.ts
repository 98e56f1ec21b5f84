import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';

/** Properties of a `PublicLoadBalancer`. */
export interface PublicLoadBalancerProps {
  /** Physical name, at most 32 characters. */
  readonly loadBalancerName: string;
  /** Physical name, at most 255 characters. */
  readonly securityGroupName: string;
  readonly vpcId: string;
  /** IPv4 block of the VPC: the only place that requests are passed on to. */
  readonly vpcCidr: string;
  readonly subnetIds: string[];
  /** Whether AWS refuses to delete it. */
  readonly deletionProtection: boolean;
}

/** The ports that the internet reaches, TCP. */
const HTTP_PORT = 80;

/** An internet-facing application load balancer. Requests that match no rule of a service get 404. */
export class PublicLoadBalancer extends Construct {
  readonly resource: Lb;
  readonly listener: LbListener;
  readonly securityGroup: SecurityGroup;
  /** From IPv4 and from IPv6 addresses. */
  readonly ingressRules: readonly VpcSecurityGroupIngressRule[];
  readonly egressRule: VpcSecurityGroupEgressRule;
  readonly loadBalancerName: string;
  /** `app/<name>/<id>`, as CloudWatch dimensions name it. */
  readonly arnSuffix: string;
  readonly dnsName: string;
  readonly listenerArn: string;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: PublicLoadBalancerProps) {
    super(scope, id);
    this.securityGroup = this.createSecurityGroup(props);
    this.ingressRules = [
      this.admit('http-from-ipv4', { cidrIpv4: '0.0.0.0/0' }),
      this.admit('http-from-ipv6', { cidrIpv6: '::/0' }),
    ];
    this.egressRule = this.reachTasks(props);
    this.resource = this.createLoadBalancer(props, this.securityGroup);
    this.listener = this.createListener(this.resource);
    this.loadBalancerName = this.resource.name;
    this.arnSuffix = this.resource.arnSuffix;
    this.dnsName = this.resource.dnsName;
    this.listenerArn = this.listener.arn;
    this.securityGroupId = this.securityGroup.id;
  }

  private createSecurityGroup(props: PublicLoadBalancerProps): SecurityGroup {
    return new SecurityGroup(this, 'security-group', {
      name: props.securityGroupName,
      description: 'The public load balancer.',
      vpcId: props.vpcId,
      tags: { Name: props.securityGroupName },
    });
  }

  private admit(id: string, source: { cidrIpv4: string } | { cidrIpv6: string }): VpcSecurityGroupIngressRule {
    return new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId: this.securityGroup.id,
      ipProtocol: 'tcp',
      fromPort: HTTP_PORT,
      toPort: HTTP_PORT,
      ...source,
      description: 'HTTP from everywhere; answered with 404 unless it carries the origin header.',
    });
  }

  // One rule for all services: a security group holds 60 rules, a platform more services.
  private reachTasks(props: PublicLoadBalancerProps): VpcSecurityGroupEgressRule {
    return new VpcSecurityGroupEgressRule(this, 'to-tasks', {
      securityGroupId: this.securityGroup.id,
      ipProtocol: 'tcp',
      fromPort: 1,
      toPort: 65535,
      cidrIpv4: props.vpcCidr,
      description: 'Tasks in the VPC; their own security groups admit the load balancer on one port.',
    });
  }

  private createLoadBalancer(props: PublicLoadBalancerProps, securityGroup: SecurityGroup): Lb {
    return new Lb(this, 'Resource', {
      name: props.loadBalancerName,
      loadBalancerType: 'application',
      internal: false,
      ipAddressType: 'ipv4',
      securityGroups: [securityGroup.id],
      subnets: props.subnetIds,
      enableDeletionProtection: props.deletionProtection,
      dropInvalidHeaderFields: true,
    });
  }

  private createListener(loadBalancer: Lb): LbListener {
    return new LbListener(this, 'http-listener', {
      loadBalancerArn: loadBalancer.arn,
      port: HTTP_PORT,
      protocol: 'HTTP',
      defaultAction: [
        {
          type: 'fixed-response',
          fixedResponse: { contentType: 'text/plain', messageBody: 'Not Found', statusCode: '404' },
        },
      ],
    });
  }
}
