import { regionalArn, type AwsPlace } from '../../platform/arns';
import type { PolicyStatement } from '../iam/policy-document';
import { both, madeForPart, WITHOUT_OWNER, type OwnPart } from './own-tags';

/**
 * Makes the parts of a network. Each request is judged for what it makes, by the tags that it gives, and for what it is
 * made in, by the tags that are there; so no statement names both. Source: Service Authorization Reference, "Actions,
 * resources, and condition keys for Amazon EC2".
 */
export function manageNetwork(scope: AwsPlace & OwnPart): PolicyStatement[] {
  const make = (sid: string, parts: Readonly<Record<string, readonly string[]>>): PolicyStatement => ({
    sid,
    actions: Object.values(parts)
      .flat()
      .map((action) => `ec2:${action}`),
    resources: Object.keys(parts).map((type) => regionalArn(scope, 'ec2', `${type}/*`)),
    conditions: madeForPart(scope),
  });
  return [
    make('MakeOwnVpcs', { vpc: ['CreateVpc'] }),
    make('MakeOwnParts', PARTS_OF_A_VPC),
    make('MakeOwnConnections', CONNECTIONS),
    {
      sid: 'TagNewNetwork',
      actions: ['ec2:CreateTags'],
      resources: ['*'],
      conditions: both(madeForPart(scope), { Null: { 'ec2:CreateAction': 'false' } }),
    },
    {
      // AWS makes the default security group of a VPC, without a tag.
      sid: 'AdoptSecurityGroups',
      actions: ['ec2:CreateTags'],
      resources: [regionalArn(scope, 'ec2', 'security-group/*')],
      conditions: both(madeForPart(scope), WITHOUT_OWNER),
    },
  ];
}

/** What is made in a VPC or in nothing. */
const PARTS_OF_A_VPC = {
  'elastic-ip': ['AllocateAddress'],
  'internet-gateway': ['CreateInternetGateway'],
  'route-table': ['CreateRouteTable'],
  'security-group': ['CreateSecurityGroup'],
  subnet: ['CreateSubnet'],
};

/** What is made of the parts of a VPC. */
const CONNECTIONS = {
  natgateway: ['CreateNatGateway'],
  'security-group-rule': ['AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress'],
  'vpc-endpoint': ['CreateVpcEndpoint'],
  'vpc-flow-log': ['CreateFlowLogs'],
};
