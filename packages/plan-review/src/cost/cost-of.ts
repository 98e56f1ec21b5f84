import type { ResourceChange } from '../plan/plan';
import type { Charge } from './charge';
import type { CostDifference, CostItem } from './cost';
import { fargateCharges, type Side } from './fargate';
import { METERS } from './meters';
import { priceListOf, type Prices } from './prices';
import { UNPRICED, USAGE_NOTES } from './usage';

/** What a plan says of a stack. */
export interface PricedStack {
  readonly stack: string;
  /** The plan's `changes` and `unchanged`: the price of some needs others that stay as they are. */
  readonly resources: readonly ResourceChange[];
}

/** Differences below this are rounding, in US dollars. */
const NOTHING_USD = 0.005;

/**
 * What a change does to the monthly bill, at on-demand prices, for what is paid for by time and not by use.
 * @param region of the resources; prices of us-east-1 stand in for a region that the price table lacks
 * @returns undefined if nothing that changes has a price
 */
export function costOf(stacks: readonly PricedStack[], region: string): CostDifference | undefined {
  const { prices, pricesOf, region: priced } = priceListOf(region);
  const items = stacks.flatMap((stack) => itemsOf(stack, prices)).sort(byDifference);
  const usage = [...new Set(stacks.flatMap(({ resources }) => resources.flatMap((each) => usageOf(each, prices))))];
  if (items.length === 0 && usage.length === 0) return undefined;
  const differenceUsd = items.reduce((sum, { beforeUsd, afterUsd }) => sum + afterUsd - beforeUsd, 0);
  const substitute = priced === region ? {} : { insteadOf: region };
  return { region: priced, ...substitute, pricesOf, items, differenceUsd, usage: usage.sort() };
}

function itemsOf({ stack, resources }: PricedStack, prices: Prices): CostItem[] {
  return resources.flatMap((resource) => {
    const before = chargesOf(resource, resources, 'before', prices);
    const after = chargesOf(resource, resources, 'after', prices);
    const names = [...new Set([...before, ...after].map(({ item }) => item))];
    return names.flatMap((item) => {
      const difference = compare(
        before.find((charge) => charge.item === item),
        after.find((charge) => charge.item === item),
      );
      return difference === undefined ? [] : [{ stack, address: resource.address, item, ...difference }];
    });
  });
}

function compare(
  before: Charge | undefined,
  after: Charge | undefined,
): Pick<CostItem, 'beforeUsd' | 'afterUsd' | 'arithmetic'> | undefined {
  const beforeUsd = before?.monthlyUsd ?? 0;
  const afterUsd = after?.monthlyUsd ?? 0;
  if (Math.abs(afterUsd - beforeUsd) < NOTHING_USD) return undefined;
  const steps = [before, after].flatMap((charge) => (charge === undefined ? [] : [charge.arithmetic]));
  return { beforeUsd, afterUsd, arithmetic: steps.join(' → ') };
}

function chargesOf(
  resource: ResourceChange,
  resources: readonly ResourceChange[],
  side: Side,
  prices: Prices,
): readonly Charge[] {
  // What Terraform only forgets still costs the same.
  const paid = resource.action === 'forget' ? 'before' : side;
  const attributes = resource[paid];
  if (attributes === null || resource.mode === 'data') return [];
  if (resource.type === 'aws_ecs_service') return fargateCharges(resource, resources, paid, prices);
  return METERS[resource.type]?.(attributes, prices) ?? [];
}

function usageOf({ type, mode, action, address, after }: ResourceChange, prices: Prices): string[] {
  if (mode === 'data' || after === null || action !== 'create') return [];
  if (UNPRICED.has(type)) return [`${address}: not in the price table`];
  const note = USAGE_NOTES[type]?.(after, prices);
  return note === undefined ? [] : [note];
}

function byDifference(one: CostItem, other: CostItem): number {
  const size = (item: CostItem): number => Math.abs(item.afterUsd - item.beforeUsd);
  return size(other) - size(one) || one.address.localeCompare(other.address);
}
