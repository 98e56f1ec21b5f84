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

import type { Runtime } from '../../runtime';
import { type Memory, type Place, Table } from '../../table';
import { forwardedTo } from './actions';

/** Attributes of a load balancer or a target group, by key. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * What one account has stored in Elastic Load Balancing in one region, as the AWS SDK describes it. What was read once
 * is kept until something is changed, so that requests and health checks cost no calls.
 */
export class StoredLoadBalancing {
  #read = new Map<string, Promise<unknown>>();

  constructor(private readonly client: ElasticLoadBalancingV2Client) {}

  /** Reads everything anew from now on. */
  forget(): void {
    this.#read = new Map();
  }

  loadBalancers(): Promise<LoadBalancer[]> {
    const { client } = this;
    return this.#once('load balancers', () =>
      collect(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers }) => LoadBalancers),
    );
  }

  loadBalancerAttributes(LoadBalancerArn: string | undefined): Promise<Attributes> {
    return this.#once(`attributes of ${String(LoadBalancerArn)}`, async () =>
      byKey((await this.client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }))).Attributes),
    );
  }

  listeners(LoadBalancerArn: string | undefined): Promise<Listener[]> {
    const { client } = this;
    return this.#once(`listeners of ${String(LoadBalancerArn)}`, () =>
      collect(paginateDescribeListeners({ client }, { LoadBalancerArn }), ({ Listeners }) => Listeners),
    );
  }

  /** @returns the rules of a listener in the order in which they are asked, the default rule last */
  rules(ListenerArn: string | undefined): Promise<Rule[]> {
    const { client } = this;
    return this.#once(`rules of ${String(ListenerArn)}`, async () => {
      const rules = await collect(paginateDescribeRules({ client }, { ListenerArn }), ({ Rules }) => Rules);
      const position = ({ IsDefault, Priority }: Rule): number => (IsDefault === true ? Infinity : Number(Priority));
      return rules.sort((one, other) => (position(one) < position(other) ? -1 : 1));
    });
  }

  /** @returns undefined if there is no such target group, or no longer */
  async targetGroup(arn: string): Promise<TargetGroup | undefined> {
    const { client } = this;
    const groups = await this.#once('target groups', () =>
      collect(paginateDescribeTargetGroups({ client }, {}), ({ TargetGroups }) => TargetGroups),
    );
    return groups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
  }

  targetGroupAttributes(TargetGroupArn: string): Promise<Attributes> {
    return this.#once(`attributes of ${TargetGroupArn}`, async () =>
      byKey((await this.client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }))).Attributes),
    );
  }

  /** @returns ARNs of the target groups that a rule of a listener, of whatever load balancer, forwards to */
  usedTargetGroups(): Promise<ReadonlySet<string>> {
    return this.#once('used target groups', async () => {
      const balancers = await this.loadBalancers();
      const listeners = await Promise.all(balancers.map(({ LoadBalancerArn }) => this.listeners(LoadBalancerArn)));
      const rules = await Promise.all(listeners.flat().map(({ ListenerArn }) => this.rules(ListenerArn)));
      const actions = rules.flat().flatMap(({ Actions = [] }) => Actions);
      return new Set(actions.flatMap(forwardedTo).map(({ arn }) => arn));
    });
  }

  #once<T>(what: string, read: () => Promise<T>): Promise<T> {
    const kept = this.#read;
    const before = kept.get(what) as Promise<T> | undefined;
    if (before !== undefined) return before;
    const reading = read();
    kept.set(what, reading);
    // What could not be read is tried again by the next one who asks.
    reading.catch(() => kept.delete(what));
    return reading;
  }
}

const places = new Table<StoredLoadBalancing>('Elastic Load Balancing');

/** What an account has stored in a region. AWS itself reads it: nobody needs to be allowed to. */
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

async function collect<P, T>(pages: AsyncIterable<P>, itemsOf: (page: P) => T[] | undefined): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

function byKey(attributes: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): Attributes {
  return Object.fromEntries(attributes.map(({ Key = '', Value }) => [Key, Value]));
}
