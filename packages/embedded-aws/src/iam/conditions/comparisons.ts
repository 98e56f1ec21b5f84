import ipaddr from 'ipaddr.js';

import { literalOf, matchesArn, matchesText } from '../pattern';
import { parseDate } from './dates';

/** Compares a value of the request with one of the policy. */
export interface Comparison {
  readonly matches: (found: string, expected: string) => boolean;
  /** Whether the policy's value may have variables, and is given as a resolved pattern. @default false */
  readonly takesVariables?: boolean;
}

const equals: Comparison = {
  takesVariables: true,
  matches: (found, expected) => found === literalOf(expected),
};
const equalsIgnoreCase: Comparison = {
  takesVariables: true,
  matches: (found, expected) => found.toLowerCase() === literalOf(expected).toLowerCase(),
};
const like: Comparison = { takesVariables: true, matches: (found, expected) => matchesText(expected, found) };

/** `ArnEquals` and `ArnLike` behave identically. */
const arn: Comparison = { takesVariables: true, matches: (found, expected) => matchesArn(expected, found) };

const bool: Comparison = { matches: (found, expected) => found.toLowerCase() === expected.toLowerCase() };
const binary: Comparison = {
  matches: (found, expected) => Buffer.from(found, 'base64').equals(Buffer.from(expected, 'base64')),
};
const ip: Comparison = { matches: isInRange };

/** By operator, in lower case; the negated ones are in {@link NEGATIONS}. Source: IAM User Guide, "Condition operators". */
export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  stringequals: equals,
  stringequalsignorecase: equalsIgnoreCase,
  stringlike: like,
  arnequals: arn,
  arnlike: arn,
  bool,
  binaryequals: binary,
  ipaddress: ip,
  ...orderings('numeric', (text) => (text.trim() === '' ? NaN : Number(text))),
  ...orderings('date', parseDate),
};

/** What a negated operator is the opposite of. */
export const NEGATIONS: Readonly<Record<string, string>> = {
  stringnotequals: 'stringequals',
  stringnotequalsignorecase: 'stringequalsignorecase',
  stringnotlike: 'stringlike',
  numericnotequals: 'numericequals',
  datenotequals: 'dateequals',
  notipaddress: 'ipaddress',
  arnnotequals: 'arnequals',
  arnnotlike: 'arnlike',
};

/** The five operators of an ordered type; what cannot be read is NaN and matches nothing. */
function orderings(type: string, read: (text: string) => number): Record<string, Comparison> {
  const by = (compare: (one: number, other: number) => boolean): Comparison => ({
    matches: (found, expected) => compare(read(found), read(expected)),
  });
  return {
    [`${type}equals`]: by((one, other) => one === other),
    [`${type}lessthan`]: by((one, other) => one < other),
    [`${type}lessthanequals`]: by((one, other) => one <= other),
    [`${type}greaterthan`]: by((one, other) => one > other),
    [`${type}greaterthanequals`]: by((one, other) => one >= other),
  };
}

/** @param range in CIDR notation, or a single address */
function isInRange(address: string, range: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const found = ipaddr.process(address);
  if (!range.includes('/')) return ipaddr.isValid(range) && ipaddr.process(range).toString() === found.toString();
  if (!ipaddr.isValidCIDR(range)) return false;
  const [network, bits] = ipaddr.parseCIDR(range);
  return network.kind() === found.kind() && found.match(network, bits);
}
