/** A provider that stacks use, and the versions that their JSON is valid for. */
interface Versions {
  /** The oldest. */
  readonly least: string;
  /** The first that is too new. */
  readonly below: string;
}

/** The versions of the providers that the synthesized JSON is valid for, by the name of the provider in it. */
export const providerVersions = {
  /** Provider hashicorp/aws. */
  aws: { least: '5.100.0', below: '7.0.0' },
  /** Provider integrations/github. */
  github: { least: '6.6.0', below: '7.0.0' },
} as const satisfies Readonly<Record<string, Versions>>;

/** The name of one of the providers. */
export type ProviderName = keyof typeof providerVersions;

/** All versions of a provider that the JSON is valid for, as Terraform writes it. */
export function constraintOf(provider: ProviderName): string {
  const { least, below } = providerVersions[provider];
  return `>= ${least}, < ${below}`;
}

/** Major, minor and patch. */
type Version = readonly [number, number, number];

/** Versions from one to before another. */
interface Range {
  readonly from: Version;
  /** @default - no end */
  readonly to?: Version;
}

const TERM = /^(=|>=|>|<=|<|~>)? ?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?$/;

/**
 * Whether a constraint takes some versions of a provider that the JSON is valid for, and no other. Source: Terraform
 * documentation, "Version Constraints"; without `!=`, which takes single versions out, and without versions before a
 * release.
 */
export function isWithinVersions(provider: ProviderName, constraint: string): boolean {
  const { least, below } = providerVersions[provider];
  const terms = constraint.split(',').map((term) => rangeOf(term.trim()));
  if (!terms.every((range) => range !== undefined)) return false;
  const from = terms.map((range) => range.from).reduce((one, other) => (isBefore(one, other) ? other : one));
  const ends = terms.flatMap(({ to }) => (to === undefined ? [] : [to]));
  if (ends.length === 0) return false;
  const to = ends.reduce((one, other) => (isBefore(one, other) ? one : other));
  return !isBefore(from, versionOf(least)) && !isBefore(versionOf(below), to) && isBefore(from, to);
}

/** @returns undefined if it is no term of a constraint */
function rangeOf(term: string): Range | undefined {
  const [, operator = '=', major, minor, patch] = TERM.exec(term) ?? [];
  if (major === undefined) return undefined;
  const version: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  if (operator === '>=') return { from: version };
  if (operator === '>') return { from: next(version) };
  if (operator === '<') return { from: [0, 0, 0], to: version };
  if (operator === '<=') return { from: [0, 0, 0], to: next(version) };
  if (operator === '=') return { from: version, to: next(version) };
  // Only the last number that is written may be higher.
  if (minor === undefined) return undefined;
  return { from: version, to: patch === undefined ? [version[0] + 1, 0, 0] : [version[0], version[1] + 1, 0] };
}

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

function next([major, minor, patch]: Version): Version {
  return [major, minor, patch + 1];
}

function isBefore(one: Version, other: Version): boolean {
  const index = one.findIndex((each, at) => each !== other[at]);
  return index >= 0 && (one[index] ?? 0) < (other[index] ?? 0);
}
