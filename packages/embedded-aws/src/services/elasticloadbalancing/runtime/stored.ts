import {
  DescribeLoadBalancerAttributesCommand,
  DescribeTargetGroupAttributesCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
  paginateDescribeTargetGroups,
  type Rule,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Runtime } from '../../../gateway/runtime';
import { type Memory, type Place, Table } from '../../../gateway/table';
import { forwardedTo } from './actions';
import { collect, Memo } from '../../../gateway/memo';

/** Attributes of a load balancer or a target group, by key. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * What one account has stored in Elastic Load Balancing in one region, as the AWS SDK describes it. What was read once
 * is kept until something is changed, so that requests and health checks cost no calls.
 */
export class StoredLoadBalancing {
  /** To be forgotten whenever something is changed. */
  readonly memo = new Memo();

  constructor(private readonly client: ElasticLoadBalancingV2Client) {}

  loadBalancers(): Promise<LoadBalancer[]> {
    const { client } = this;
    return this.memo.once('load balancers', () =>
      collect(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers }) => LoadBalancers),
    );
  }

  loadBalancerAttributes(LoadBalancerArn: string | undefined): Promise<Attributes> {
    return this.memo.once(`attributes of ${String(LoadBalancerArn)}`, async () =>
      byKey((await this.client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }))).Attributes),
    );
  }

  listeners(LoadBalancerArn: string | undefined): Promise<Listener[]> {
    const { client } = this;
    return this.memo.once(`listeners of ${String(LoadBalancerArn)}`, () =>
      collect(paginateDescribeListeners({ client }, { LoadBalancerArn }), ({ Listeners }) => Listeners),
    );
  }

  /** @returns the rules of a listener in the order in which they are asked, the default rule last */
  rules(ListenerArn: string | undefined): Promise<Rule[]> {
    const { client } = this;
    return this.memo.once(`rules of ${String(ListenerArn)}`, async () => {
      const rules = await collect(paginateDescribeRules({ client }, { ListenerArn }), ({ Rules }) => Rules);
      const position = ({ IsDefault, Priority }: Rule): number => (IsDefault === true ? Infinity : Number(Priority));
      return rules.sort((one, other) => (position(one) < position(other) ? -1 : 1));
    });
  }

  /** @returns undefined if there is no such target group, or no longer */
  async targetGroup(arn: string): Promise<TargetGroup | undefined> {
    const { client } = this;
    const groups = await this.memo.once('target groups', () =>
      collect(paginateDescribeTargetGroups({ client }, {}), ({ TargetGroups }) => TargetGroups),
    );
    return groups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
  }

  targetGroupAttributes(TargetGroupArn: string): Promise<Attributes> {
    return this.memo.once(`attributes of ${TargetGroupArn}`, async () =>
      byKey((await this.client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }))).Attributes),
    );
  }

  /** @returns the load balancers with a rule that forwards to a target group, by ARN of the group */
  usedTargetGroups(): Promise<ReadonlyMap<string, readonly LoadBalancer[]>> {
    return this.memo.once('used target groups', async () => {
      const balancers = await this.loadBalancers();
      const uses = await Promise.all(
        balancers.map(async (balancer) => [balancer, await this.#groupsOf(balancer)] as const),
      );
      const groups = new Set(uses.flatMap(([, arns]) => arns));
      const usersOf = (group: string): LoadBalancer[] =>
        uses.filter(([, arns]) => arns.includes(group)).map(([balancer]) => balancer);
      return new Map([...groups].map((group) => [group, usersOf(group)]));
    });
  }

  async #groupsOf({ LoadBalancerArn }: LoadBalancer): Promise<string[]> {
    const listeners = await this.listeners(LoadBalancerArn);
    const rules = await Promise.all(listeners.map(({ ListenerArn }) => this.rules(ListenerArn)));
    const actions = rules.flat().flatMap(({ Actions = [] }) => Actions);
    return actions.flatMap(forwardedTo).map(({ arn }) => arn);
  }
}

const places = new Table<StoredLoadBalancing>('Elastic Load Balancing');

/** What an account has stored in a region. AWS itself reads it, without a permission. */
export function storedIn(runtime: Runtime, place: Place): StoredLoadBalancing {
  const known = places.in(runtime.memory, place);
  const before = known.get('stored');
  if (before !== undefined) return before;
  const client = new ElasticLoadBalancingV2Client(runtime.asAccount(place.account, place.scope.region));
  runtime.signal.addEventListener('abort', client.destroy.bind(client), { once: true });
  const stored = new StoredLoadBalancing(client);
  known.set('stored', stored);
  return stored;
}

/** What is stored in all accounts and regions that have ever changed something. */
export function storedEverywhere(memory: Memory): StoredLoadBalancing[] {
  return places.all(memory);
}

function byKey(attributes: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): Attributes {
  return Object.fromEntries(attributes.map(({ Key = '', Value }) => [Key, Value]));
}
