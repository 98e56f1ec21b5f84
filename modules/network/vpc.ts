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
  readonly resource: Vpc;
  readonly defaultSecurityGroup: DefaultSecurityGroup;
  readonly availabilityZones: DataAwsAvailabilityZones;
  /** One per zone, as all lists of subnets and of their routes. */
  readonly publicSubnets: readonly Subnet[];
  readonly privateSubnets: readonly Subnet[];
  readonly internetGateway: InternetGateway;
  readonly publicRoutes: SubnetRouteTable;
  readonly natGateways: readonly { readonly address: Eip; readonly gateway: NatGateway }[];
  readonly privateRoutes: readonly SubnetRouteTable[];
  readonly s3Endpoint: VpcEndpoint;
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
    this.resource = vpc;
    this.defaultSecurityGroup = this.closeDefaultSecurityGroup(vpc);
    this.availabilityZones = this.findZones();
    this.publicSubnets = this.createSubnets('public');
    this.privateSubnets = this.createSubnets('private');
    this.internetGateway = this.createInternetGateway(vpc);
    this.publicRoutes = this.routePublicSubnets(vpc);
    this.natGateways = this.createNatGateways();
    this.privateRoutes = this.routePrivateSubnets(vpc);
    this.s3Endpoint = this.reachS3Directly(vpc);
    this.vpcId = vpc.id;
    this.publicSubnetIds = this.publicSubnets.map((subnet) => subnet.id);
    this.privateSubnetIds = this.privateSubnets.map((subnet) => subnet.id);
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
  private closeDefaultSecurityGroup(vpc: Vpc): DefaultSecurityGroup {
    return new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: `${this.props.name}-default-closed` },
    });
  }

  private findZones(): DataAwsAvailabilityZones {
    return new DataAwsAvailabilityZones(this, 'availability-zones', {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
    });
  }

  private createSubnets(kind: 'public' | 'private'): Subnet[] {
    const layout = subnetLayout(this.props.availabilityZones);
    return this.zones.map((zone) => {
      const index = kind === 'public' ? layout.publicIndex(zone) : layout.privateIndex(zone);
      return new Subnet(this, `${kind}-subnet-${zone + 1}`, {
        vpcId: this.resource.id,
        cidrBlock: Fn.cidrsubnet(this.props.cidr, layout.newBits, index),
        availabilityZone: Token.asString(Fn.element(this.availabilityZones.names, zone)),
        tags: { Name: `${this.props.name}-${kind}-${zone + 1}` },
      });
    });
  }

  private createInternetGateway(vpc: Vpc): InternetGateway {
    return new InternetGateway(this, 'internet-gateway', { vpcId: vpc.id, tags: { Name: this.props.name } });
  }

  private routePublicSubnets(vpc: Vpc): SubnetRouteTable {
    return new SubnetRouteTable(this, 'public-routes', {
      name: `${this.props.name}-public`,
      vpcId: vpc.id,
      subnets: this.zones.map((zone) => ({ id: `zone-${zone + 1}`, subnetId: idOf(this.publicSubnets, zone) })),
      defaultRoute: { gatewayId: this.internetGateway.id },
    });
  }

  private createNatGateways(): ZonedVpc['natGateways'] {
    return this.zones.slice(0, this.props.natGateways).map((zone) => {
      const tags = { Name: `${this.props.name}-nat-${zone + 1}` };
      const address = new Eip(this, `nat-address-${zone + 1}`, { domain: 'vpc', tags });
      const gateway = new NatGateway(this, `nat-gateway-${zone + 1}`, {
        allocationId: address.id,
        subnetId: idOf(this.publicSubnets, zone),
        tags,
        // AWS creates a NAT gateway only where the VPC has a way to the internet.
        dependsOn: [this.internetGateway],
      });
      return { address, gateway };
    });
  }

  private routePrivateSubnets(vpc: Vpc): SubnetRouteTable[] {
    return this.zones.map((zone) => {
      const nat = this.natGateways[Math.min(zone, this.natGateways.length - 1)]?.gateway;
      return new SubnetRouteTable(this, `private-routes-${zone + 1}`, {
        name: `${this.props.name}-private-${zone + 1}`,
        vpcId: vpc.id,
        subnets: [{ id: 'zone', subnetId: idOf(this.privateSubnets, zone) }],
        ...(nat === undefined ? {} : { defaultRoute: { natGatewayId: nat.id } }),
      });
    });
  }

  // Image layers come from S3: through the gateway endpoint they cost nothing and pass no NAT gateway.
  private reachS3Directly(vpc: Vpc): VpcEndpoint {
    const { region } = this.props;
    return new VpcEndpoint(this, 's3-endpoint', {
      vpcId: vpc.id,
      serviceName: `${endpointServicePrefix(region)}.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [this.publicRoutes, ...this.privateRoutes].map((table) => table.routeTableId),
      tags: { Name: `${this.props.name}-s3` },
    });
  }
}

function idOf(subnets: readonly Subnet[], zone: number): string {
  const subnet = subnets[zone];
  if (subnet === undefined) throw new Error(`no subnet in zone ${zone}`);
  return subnet.id;
}
