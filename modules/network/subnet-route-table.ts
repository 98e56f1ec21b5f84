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
  readonly resource: RouteTable;
  /** In the order of the subnets. */
  readonly associations: readonly RouteTableAssociation[];
  /** @default - there is no way to the internet */
  readonly internetRoute: Route | undefined;
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: SubnetRouteTableProps) {
    super(scope, id);
    const { vpcId, subnets, name } = props;
    this.resource = new RouteTable(this, 'Resource', { vpcId, tags: { Name: name } });
    const routeTableId = this.resource.id;
    this.associations = subnets.map(
      (subnet) =>
        new RouteTableAssociation(this, `association-${subnet.id}`, { routeTableId, subnetId: subnet.subnetId }),
    );
    this.internetRoute = this.routeToInternet(props);
    this.routeTableId = routeTableId;
  }

  private routeToInternet({ defaultRoute }: SubnetRouteTableProps): Route | undefined {
    if (defaultRoute === undefined) return undefined;
    const destination = { routeTableId: this.resource.id, destinationCidrBlock: '0.0.0.0/0' };
    return new Route(this, 'internet', { ...destination, ...defaultRoute });
  }
}
