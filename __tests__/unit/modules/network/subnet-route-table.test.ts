import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Testing } from 'cdktf';
import { SubnetRouteTable, type SubnetRouteTableProps } from '../../../../modules/network/subnet-route-table';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

function routeTable(changes: Partial<SubnetRouteTableProps> = {}): string {
  return Testing.synthScope((scope) => {
    const subnets = [
      { id: 'zone-1', subnetId: 'subnet-1' },
      { id: 'zone-2', subnetId: 'subnet-2' },
    ];
    new SubnetRouteTable(scope, 'routes', { name: 'shop-dev-public', vpcId: 'vpc-1', subnets, ...changes });
  });
}

describe('SubnetRouteTable', () => {
  const synth = routeTable();

  it('is named in its VPC', () => {
    expect(onlyResource(synth, RouteTable)).toEqual({ vpc_id: 'vpc-1', tags: { Name: 'shop-dev-public' } });
  });

  it.each(['subnet-1', 'subnet-2'])('is used by %s', (subnet) => {
    expect(synth).toHaveResourceWithProperties(RouteTableAssociation, {
      route_table_id: referenceTo(synth, RouteTable, 'id'),
      subnet_id: subnet,
    });
  });

  it('has no way to the internet by default', () => {
    expect(countResources(synth)).toEqual({ aws_route_table: 1, aws_route_table_association: 2 });
  });

  it.each([
    [{ gatewayId: 'igw-1' }, { gateway_id: 'igw-1' }],
    [{ natGatewayId: 'nat-1' }, { nat_gateway_id: 'nat-1' }],
  ])('sends everything else to %j', (defaultRoute, target) => {
    const routed = routeTable({ defaultRoute });
    expect(onlyResource(routed, Route)).toEqual({
      route_table_id: referenceTo(routed, RouteTable, 'id'),
      destination_cidr_block: '0.0.0.0/0',
      ...target,
    });
  });
});
