import { arn, callsFor, passed, role, type Calls } from './calls';

const { adopt, make, own, tag } = callsFor({ platform: 'shop', environment: 'dev' });

const [vpc, subnet, routeTable, group, groupRule] = [
  'vpc',
  'subnet',
  'route-table',
  'security-group',
  'security-group-rule',
].map((type) => arn('ec2', `${type}/0a`)) as [string, string, string, string, string];
const [internetGateway, nat, address, endpoint] = ['internet-gateway', 'natgateway', 'elastic-ip', 'vpc-endpoint'].map(
  (type) => arn('ec2', `${type}/0a`),
) as [string, string, string, string];
const flowLog = arn('ec2', 'vpc-flow-log/0a');
const [balancer, listener, rule, targets] = [
  'loadbalancer/app/shop-dev/0a',
  'listener/app/shop-dev/0a/1b',
  'listener-rule/app/shop-dev/0a/1b/2c',
  'targetgroup/shop-dev-hello-0a1b2c3d/0a',
].map((name) => arn('elasticloadbalancing', name)) as [string, string, string, string];

/** Of the network of an environment `dev`, and of what its services have in it. */
export const NETWORK_CALLS: Calls = {
  aws_vpc: [
    ...make(vpc, 'ec2:CreateVpc'),
    ...tag(vpc, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:ModifyVpcAttribute ec2:DeleteVpc'),
  ],
  aws_default_security_group: [
    ...adopt(group, 'ec2:CreateTags'),
    ...own(group, 'ec2:RevokeSecurityGroupIngress ec2:RevokeSecurityGroupEgress ec2:CreateTags'),
  ],
  aws_subnet: [
    ...make(subnet, 'ec2:CreateSubnet'),
    ...tag(subnet, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateSubnet'),
    ...own(subnet, 'ec2:ModifySubnetAttribute ec2:DeleteSubnet'),
  ],
  aws_internet_gateway: [
    ...make(internetGateway, 'ec2:CreateInternetGateway'),
    ...tag(internetGateway, 'ec2:CreateTags'),
    ...own(internetGateway, 'ec2:AttachInternetGateway ec2:DetachInternetGateway ec2:DeleteInternetGateway'),
    ...own(vpc, 'ec2:AttachInternetGateway ec2:DetachInternetGateway'),
  ],
  aws_eip: [
    ...make(address, 'ec2:AllocateAddress'),
    ...tag(address, 'ec2:CreateTags'),
    ...own(address, 'ec2:ReleaseAddress'),
  ],
  aws_nat_gateway: [
    ...make(nat, 'ec2:CreateNatGateway'),
    ...tag(nat, 'ec2:CreateTags'),
    ...[subnet, address].flatMap((resource) => own(resource, 'ec2:CreateNatGateway')),
    ...own(nat, 'ec2:DeleteNatGateway'),
  ],
  aws_route_table: [
    ...make(routeTable, 'ec2:CreateRouteTable'),
    ...tag(routeTable, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateRouteTable'),
    ...own(routeTable, 'ec2:DeleteRouteTable'),
  ],
  aws_route: own(routeTable, 'ec2:CreateRoute ec2:ReplaceRoute ec2:DeleteRoute'),
  aws_route_table_association: [routeTable, subnet].flatMap((resource) =>
    own(resource, 'ec2:AssociateRouteTable ec2:DisassociateRouteTable ec2:ReplaceRouteTableAssociation'),
  ),
  aws_vpc_endpoint: [
    ...make(endpoint, 'ec2:CreateVpcEndpoint'),
    ...tag(endpoint, 'ec2:CreateTags'),
    ...[vpc, routeTable].flatMap((resource) => own(resource, 'ec2:CreateVpcEndpoint')),
    ...own(endpoint, 'ec2:ModifyVpcEndpoint ec2:DeleteVpcEndpoints'),
  ],
  aws_security_group: [
    ...make(group, 'ec2:CreateSecurityGroup'),
    ...tag(group, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateSecurityGroup'),
    ...own(group, 'ec2:RevokeSecurityGroupEgress ec2:DeleteSecurityGroup'),
  ],
  aws_flow_log: [
    ...make(flowLog, 'ec2:CreateFlowLogs'),
    ...tag(flowLog, 'ec2:CreateTags'),
    ...own(vpc, 'ec2:CreateFlowLogs'),
    ...own(flowLog, 'ec2:DeleteFlowLogs'),
    ...passed(role('shop-dev-flow-log'), 'vpc-flow-logs'),
  ],
  ...Object.fromEntries(
    ['Egress', 'Ingress'].map((way) => [
      `aws_vpc_security_group_${way.toLowerCase()}_rule`,
      [
        ...make(groupRule, `ec2:AuthorizeSecurityGroup${way}`),
        ...tag(groupRule, 'ec2:CreateTags'),
        ...own(group, `ec2:AuthorizeSecurityGroup${way} ec2:RevokeSecurityGroup${way} ec2:ModifySecurityGroupRules`),
        ...own(groupRule, `ec2:RevokeSecurityGroup${way} ec2:ModifySecurityGroupRules`),
      ],
    ]),
  ),
  aws_lb: [
    ...make(balancer, 'elasticloadbalancing:CreateLoadBalancer'),
    ...tag(balancer, 'elasticloadbalancing:AddTags'),
    ...own(
      balancer,
      'elasticloadbalancing:ModifyLoadBalancerAttributes elasticloadbalancing:SetSecurityGroups ' +
        'elasticloadbalancing:SetSubnets elasticloadbalancing:DeleteLoadBalancer',
    ),
  ],
  aws_lb_listener: [
    ...own(balancer, 'elasticloadbalancing:CreateListener'),
    ...tag(listener, 'elasticloadbalancing:AddTags'),
    ...own(listener, 'elasticloadbalancing:ModifyListener elasticloadbalancing:DeleteListener'),
  ],
  aws_lb_listener_rule: [
    ...own(listener, 'elasticloadbalancing:CreateRule'),
    ...tag(rule, 'elasticloadbalancing:AddTags'),
    ...own(
      rule,
      'elasticloadbalancing:ModifyRule elasticloadbalancing:SetRulePriorities elasticloadbalancing:DeleteRule',
    ),
  ],
  aws_lb_target_group: [
    ...make(targets, 'elasticloadbalancing:CreateTargetGroup'),
    ...tag(targets, 'elasticloadbalancing:AddTags'),
    ...own(
      targets,
      'elasticloadbalancing:ModifyTargetGroup elasticloadbalancing:ModifyTargetGroupAttributes ' +
        'elasticloadbalancing:DeleteTargetGroup',
    ),
  ],
};
