import table from './prices.json';

/** US dollars by what is paid for; the unit is in each name. */
export type Prices = Readonly<Record<keyof typeof table.everywhere, number>>;

/** The prices that a cost is computed with. */
export interface PriceList {
  /** The region whose prices these are. */
  readonly region: string;
  /** Day on which the table was put together, ISO 8601. */
  readonly pricesOf: string;
  readonly prices: Prices;
}

/** Stands in for regions that the table lacks. */
const DEFAULT_REGION = 'us-east-1';

const REGIONS: Readonly<Record<string, Partial<Prices>>> = table.regions;

/**
 * The on-demand prices of a region, without free tiers, discounts and taxes. Sources: the pricing pages of Amazon VPC,
 * Elastic Load Balancing, AWS Fargate, Amazon CloudWatch, AWS KMS, AWS WAF, AWS Secrets Manager, Amazon Route 53,
 * Amazon ECR, Amazon S3, Amazon API Gateway, AWS CodePipeline and AWS CodeBuild, as `prices.json` has them.
 * @returns the prices of us-east-1 for a region that the table lacks
 */
export function priceListOf(region: string): PriceList {
  const known = Object.hasOwn(REGIONS, region) ? region : DEFAULT_REGION;
  return { region: known, pricesOf: table.pricesOf, prices: { ...table.everywhere, ...REGIONS[known] } };
}
