import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { endpointServicePrefix } from '../../platform/partitions';
import { subnetLayout } from '../../platform/subnet-layout';
import { SubnetRouteTable } from './subnet-route-table';

/** Properties of a `ZonedVpc`. */
export interface ZonedVpcProps {
  /** Prefix of the `Name` tags. */
  readonly name: string;
  /** AWS region, part of the endpoint services' names. */
  readonly region: string;
  /** IPv4 block of the VPC. */
  readonly cidr: string;
  /** How many availability zones the subnets span: the first ones that the region offers without opting in. */
  readonly availabilityZones: number;
  /** 0, 1 (shared by all zones) or one per zone. */
  readonly natGateways: number;
}

/** A VPC with a public and a private subnet in each of its availability zones. */
export class ZonedVpc extends Construct {
  readonly vpcId: string;
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];

  private readonly props: ZonedVpcProps;
  private readonly zones: readonly number[];

  constructor(scope: Construct, id: string, props: ZonedVpcProps) {
    super(scope, id);
    this.props = props;
    this.zones = Array.from({ length: props.availabilityZones }, (_, zone) => zone);
    const vpc = this.createVpc();
    this.closeDefaultSecurityGroup(vpc);
    const { publicSubnets, privateSubnets } = this.createSubnets(vpc);
    const internet = this.createInternetGateway(vpc);
    const publicRoutes = this.routePublicSubnets(vpc, publicSubnets, internet);
    const nats = this.createNatGateways(publicSubnets, internet);
    const privateRoutes = this.routePrivateSubnets(vpc, privateSubnets, nats);
    this.reachS3Directly(vpc, [publicRoutes, ...privateRoutes]);
    this.vpcId = vpc.id;
    this.publicSubnetIds = publicSubnets.map((subnet) => subnet.id);
    this.privateSubnetIds = privateSubnets.map((subnet) => subnet.id);
  }

  private createVpc(): Vpc {
    return new Vpc(this, 'Resource', {
      cidrBlock: this.props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: this.props.name },
    });
  }

  // What is launched without a security group gets this one, so it must allow no traffic.
  private closeDefaultSecurityGroup(vpc: Vpc): void {
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: `${this.props.name}-default-closed` },
    });
  }

  private createSubnets(vpc: Vpc): { publicSubnets: Subnet[]; privateSubnets: Subnet[] } {
    const available = new DataAwsAvailabilityZones(this, 'availability-zones', {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
    });
    const layout = subnetLayout(this.props.availabilityZones);
    const subnet = (kind: string, zone: number, index: number): Subnet =>
      new Subnet(this, `${kind}-subnet-${zone + 1}`, {
        vpcId: vpc.id,
        cidrBlock: Fn.cidrsubnet(this.props.cidr, layout.newBits, index),
        availabilityZone: Token.asString(Fn.element(available.names, zone)),
        tags: { Name: `${this.props.name}-${kind}-${zone + 1}` },
      });
    return {
      publicSubnets: this.zones.map((zone) => subnet('public', zone, layout.publicIndex(zone))),
      privateSubnets: this.zones.map((zone) => subnet('private', zone, layout.privateIndex(zone))),
    };
  }

  private createInternetGateway(vpc: Vpc): InternetGateway {
    return new InternetGateway(this, 'internet-gateway', { vpcId: vpc.id, tags: { Name: this.props.name } });
  }

  private routePublicSubnets(vpc: Vpc, subnets: readonly Subnet[], internet: InternetGateway): SubnetRouteTable {
    return new SubnetRouteTable(this, 'public-routes', {
      name: `${this.props.name}-public`,
      vpcId: vpc.id,
      subnets: this.zones.map((zone) => ({ id: `zone-${zone + 1}`, subnetId: idOf(subnets, zone) })),
      defaultRoute: { gatewayId: internet.id },
    });
  }

  private createNatGateways(publicSubnets: readonly Subnet[], internet: InternetGateway): NatGateway[] {
    return this.zones.slice(0, this.props.natGateways).map((zone) => {
      const tags = { Name: `${this.props.name}-nat-${zone + 1}` };
      const address = new Eip(this, `nat-address-${zone + 1}`, { domain: 'vpc', tags });
      return new NatGateway(this, `nat-gateway-${zone + 1}`, {
        allocationId: address.id,
        subnetId: idOf(publicSubnets, zone),
        tags,
        // AWS creates a NAT gateway only where the VPC has a way to the internet.
        dependsOn: [internet],
      });
    });
  }

  private routePrivateSubnets(vpc: Vpc, subnets: readonly Subnet[], nats: readonly NatGateway[]): SubnetRouteTable[] {
    return this.zones.map((zone) => {
      const nat = nats[Math.min(zone, nats.length - 1)];
      return new SubnetRouteTable(this, `private-routes-${zone + 1}`, {
        name: `${this.props.name}-private-${zone + 1}`,
        vpcId: vpc.id,
        subnets: [{ id: 'zone', subnetId: idOf(subnets, zone) }],
        ...(nat === undefined ? {} : { defaultRoute: { natGatewayId: nat.id } }),
      });
    });
  }

  // Image layers come from S3: through the gateway endpoint they cost nothing and pass no NAT gateway.
  private reachS3Directly(vpc: Vpc, routes: readonly SubnetRouteTable[]): void {
    const { region } = this.props;
    new VpcEndpoint(this, 's3-endpoint', {
      vpcId: vpc.id,
      serviceName: `${endpointServicePrefix(region)}.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: routes.map((table) => table.routeTableId),
      tags: { Name: `${this.props.name}-s3` },
    });
  }
}

function idOf(subnets: readonly Subnet[], zone: number): string {
  const subnet = subnets[zone];
  if (subnet === undefined) throw new Error(`no subnet in zone ${zone}`);
  return subnet.id;
}
