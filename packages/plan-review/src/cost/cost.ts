/** What one thing of a resource costs before and after the change. */
export interface CostItem {
  readonly stack: string;
  /** Address of the resource. */
  readonly address: string;
  /** What is paid for, e.g. `NAT gateway, hours`. */
  readonly item: string;
  /** US dollars a month. */
  readonly beforeUsd: number;
  /** US dollars a month. */
  readonly afterUsd: number;
  /** How it was computed, e.g. `2 × 730 h × $0.052`. */
  readonly arithmetic: string;
}

/** What the change does to the monthly bill. */
export interface CostDifference {
  /** The region whose prices these are, e.g. `eu-central-1`. */
  readonly region: string;
  /** The region of the resources, which the price table lacks. @default - the prices are those of the region itself */
  readonly insteadOf?: string;
  /** Day of the price table, ISO 8601. */
  readonly pricesOf: string;
  /** What changes, the largest difference first. */
  readonly items: readonly CostItem[];
  /** US dollars a month; may be negative. */
  readonly differenceUsd: number;
  /** What is paid by use, and so does not follow from a plan, e.g. `NAT gateway: data processed, $0.052 per GB`. */
  readonly usage: readonly string[];
}
