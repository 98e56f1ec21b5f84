import { isIPv6 } from 'node:net';

import {
  EC2Client,
  type IpPermission,
  type NetworkInterface,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  type SecurityGroup,
  type Subnet,
} from '@aws-sdk/client-ec2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Runtime } from '../../../gateway/runtime';
import { type Place, Table } from '../../../gateway/table';
import { collect, Memo } from '../../../gateway/memo';
import { admits, type Peer } from './security-groups';
import type { Target } from './targets';

/** The security groups of one account in one region, and what they are attached to. */
class StoredNetwork {
  /** To be forgotten whenever something is changed. */
  readonly memo = new Memo();

  constructor(private readonly client: EC2Client) {}

  /**
   * Whether a load balancer's security groups let it out to a target, and the target's let it in. Nothing is refused if the
   * load balancer has no groups, or the target's network interface is not found.
   * @param port that is connected to
   */
  async lets(loadBalancer: LoadBalancer, target: Pick<Target, 'id'>, port: number): Promise<boolean> {
    const { SecurityGroups: from = [], VpcId } = loadBalancer;
    const interfaces = await this.#interfaces();
    const found = interfaces.find((each) => each.VpcId === VpcId && each.PrivateIpAddress === target.id);
    const to = (found?.Groups ?? []).map(({ GroupId = '' }) => GroupId);
    if (from.length === 0 || to.length === 0) return true;
    const balancer: Peer = { groups: from, blocks: await this.#blocksOf(loadBalancer) };
    const task: Peer = { groups: to, blocks: [isIPv6(target.id) ? `${target.id}/128` : `${target.id}/32`] };
    const out = await this.#rulesOf(from, ({ IpPermissionsEgress }) => IpPermissionsEgress);
    const into = await this.#rulesOf(to, ({ IpPermissions }) => IpPermissions);
    return out.some((rule) => admits(rule, port, task)) && into.some((rule) => admits(rule, port, balancer));
  }

  #interfaces(): Promise<NetworkInterface[]> {
    const { client } = this;
    return this.memo.once('network interfaces', () =>
      collect(paginateDescribeNetworkInterfaces({ client }, {}), ({ NetworkInterfaces }) => NetworkInterfaces),
    );
  }

  async #rulesOf(
    ids: readonly string[],
    rulesOf: (group: SecurityGroup) => IpPermission[] | undefined,
  ): Promise<IpPermission[]> {
    const { client } = this;
    const all = await this.memo.once('security groups', () =>
      collect(paginateDescribeSecurityGroups({ client }, {}), ({ SecurityGroups }) => SecurityGroups),
    );
    return all.filter(({ GroupId = '' }) => ids.includes(GroupId)).flatMap((group) => rulesOf(group) ?? []);
  }

  /** The nodes of a load balancer have addresses in its subnets; which ones, only AWS knows. */
  async #blocksOf({ AvailabilityZones = [] }: LoadBalancer): Promise<string[]> {
    const { client } = this;
    const all = await this.memo.once<Subnet[]>('subnets', () =>
      collect(paginateDescribeSubnets({ client }, {}), ({ Subnets }) => Subnets),
    );
    const ids = new Set(AvailabilityZones.map(({ SubnetId }) => SubnetId));
    return all.filter(({ SubnetId }) => ids.has(SubnetId)).map(({ CidrBlock = '' }) => CidrBlock);
  }
}

const networks = new Table<StoredNetwork>('Elastic Load Balancing networks');

/** The network of an account in a region. AWS itself reads it, without a permission. */
export function networkIn(runtime: Runtime, place: Place): StoredNetwork {
  const known = networks.in(runtime.memory, place);
  const before = known.get('network');
  if (before !== undefined) return before;
  const client = new EC2Client(runtime.asAccount(place.account, place.scope.region));
  runtime.signal.addEventListener('abort', client.destroy.bind(client), { once: true });
  const network = new StoredNetwork(client);
  known.set('network', network);
  return network;
}
