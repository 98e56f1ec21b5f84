import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Construct } from 'constructs';

/** Properties of a `SubnetRouteTable`. */
export interface SubnetRouteTableProps {
  /** `Name` tag. */
  readonly name: string;
  readonly vpcId: string;
  /** The subnets that use the table, with a stable id each. */
  readonly subnets: readonly { readonly id: string; readonly subnetId: string }[];
  /** Where traffic to the internet goes. @default - nowhere */
  readonly defaultRoute?: { readonly gatewayId: string } | { readonly natGatewayId: string };
}

/** A route table, the subnets that use it and its way to the internet. */
export class SubnetRouteTable extends Construct {
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: SubnetRouteTableProps) {
    super(scope, id);
    const table = new RouteTable(this, 'Resource', { vpcId: props.vpcId, tags: { Name: props.name } });
    for (const { id: subnet, subnetId } of props.subnets) {
      new RouteTableAssociation(this, `association-${subnet}`, { routeTableId: table.id, subnetId });
    }
    if (props.defaultRoute !== undefined) {
      new Route(this, 'internet', {
        routeTableId: table.id,
        destinationCidrBlock: '0.0.0.0/0',
        ...props.defaultRoute,
      });
    }
    this.routeTableId = table.id;
  }
}
