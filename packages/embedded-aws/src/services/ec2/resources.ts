import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';

import type { ListResources } from '../../gateway/service';

/** How network resources are listed, by id. AWS lists deleted ones for some time: those are left out. */
export const EC2_RESOURCES: Readonly<Record<string, ListResources>> = {
  'elastic IP': async (settings) =>
    (await new EC2Client(settings).send(new DescribeAddressesCommand({}))).Addresses?.map(
      ({ AllocationId }) => AllocationId,
    ) ?? [],
  'flow log': async (settings) =>
    (await new EC2Client(settings).send(new DescribeFlowLogsCommand({}))).FlowLogs?.map(({ FlowLogId }) => FlowLogId) ??
    [],
  'internet gateway': async (settings) =>
    (await new EC2Client(settings).send(new DescribeInternetGatewaysCommand({}))).InternetGateways?.map(
      ({ InternetGatewayId }) => InternetGatewayId,
    ) ?? [],
  'NAT gateway': async (settings) =>
    (await new EC2Client(settings).send(new DescribeNatGatewaysCommand({}))).NatGateways?.filter(
      ({ State }) => State !== 'deleted',
    ).map(({ NatGatewayId }) => NatGatewayId) ?? [],
  'route table': async (settings) =>
    (await new EC2Client(settings).send(new DescribeRouteTablesCommand({}))).RouteTables?.map(
      ({ RouteTableId }) => RouteTableId,
    ) ?? [],
  'security group': async (settings) =>
    (await new EC2Client(settings).send(new DescribeSecurityGroupsCommand({}))).SecurityGroups?.map(
      ({ GroupId }) => GroupId,
    ) ?? [],
  subnet: async (settings) =>
    (await new EC2Client(settings).send(new DescribeSubnetsCommand({}))).Subnets?.map(({ SubnetId }) => SubnetId) ?? [],
  VPC: async (settings) =>
    (await new EC2Client(settings).send(new DescribeVpcsCommand({}))).Vpcs?.map(({ VpcId }) => VpcId) ?? [],
  'VPC endpoint': async (settings) =>
    (await new EC2Client(settings).send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints?.filter(
      ({ State }) => State?.toLowerCase() !== 'deleted',
    ).map(({ VpcEndpointId }) => VpcEndpointId) ?? [],
};
