import type { CostDifference } from '../../cost/cost';

/** `1,234.50`; without a sign. */
export function dollars(usd: number): string {
  const options = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return Math.abs(Math.round(usd * 100) / 100).toLocaleString('en-US', options);
}

/** `+1,234.50`, `−0.40`, `±0.00` */
export function dollarDifference(usd: number): string {
  const cents = Math.round(usd * 100);
  return `${cents > 0 ? '+' : cents < 0 ? '−' : '±'}${dollars(usd)}`;
}

/** Whose prices they are, and of when, e.g. `Prices of us-east-1, since the table has none of ap-south-1, 2026-11-01`. */
export function costSource({ region, insteadOf, pricesOf }: CostDifference): string {
  const instead = insteadOf === undefined ? '' : `, since the table has none of ${insteadOf}`;
  return `Prices of ${region}${instead}, ${pricesOf}`;
}
