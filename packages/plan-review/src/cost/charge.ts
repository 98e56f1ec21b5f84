import { type Value, type ValueObject } from '../plan/value';
import type { Prices } from './prices';

/** What one thing of a resource costs in a month. */
export interface Charge {
  /** What is paid for, e.g. `NAT gateway`. Items of one resource have different names. */
  readonly item: string;
  /** US dollars a month. */
  readonly monthlyUsd: number;
  /** How it was computed, e.g. `730 h × $0.045`. */
  readonly arithmetic: string;
}

/** What a resource with these attributes costs as long as it exists, used or not. */
export type Meter = (attributes: ValueObject, prices: Prices) => readonly Charge[];

/** Source: AWS Pricing Calculator, which takes a month to have 730 hours. */
export const HOURS_PER_MONTH = 730;

/** A price as people write it: at least two digits after the point, and as many as it has. */
export function dollars(usd: number): string {
  const [, digits = ''] = String(usd).split('.');
  return `$${usd.toFixed(Math.max(2, digits.length))}`;
}

/** A charge by the hour. @param count of what is charged for, all month */
export function hourly(item: string, count: number, hourUsd: number): Charge {
  const times = count === 1 ? '' : `${count} × `;
  return {
    item,
    monthlyUsd: count * HOURS_PER_MONTH * hourUsd,
    arithmetic: `${times}${HOURS_PER_MONTH} h × ${dollars(hourUsd)}`,
  };
}

/** A charge by the month. @param count of what is charged for */
export function monthly(item: string, count: number, monthUsd: number): Charge {
  const times = count === 1 ? '' : `${count} × `;
  return { item, monthlyUsd: count * monthUsd, arithmetic: `${times}${dollars(monthUsd)} a month` };
}

/** How many elements a list or set has. @param unknown what a value counts as that is not known yet */
export function countOf(value: Value | undefined, unknown = 0): number {
  return Array.isArray(value) ? value.length : unknown;
}

/** A number, also one that is written as text. */
export function numberOf(value: Value | undefined): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
