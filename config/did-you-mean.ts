import { distance } from 'fastest-levenshtein';

/** Letters that an abbreviation has at least. */
const SHORTEST_ABBREVIATION = 3;

/** A name without what people write in different ways: capitals, hyphens and underscores. */
function withoutStyle(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Whether two names are one, but for style. */
export function hasSameLetters(one: string, other: string): boolean {
  return withoutStyle(one) === withoutStyle(other);
}

/** Whether two names are one, but for style and for singular or plural. */
export function isSameName(one: string, other: string): boolean {
  return singular(withoutStyle(one)) === singular(withoutStyle(other));
}

function singular(letters: string): string {
  return letters.replace(/s$/, '');
}

/** Letters that a name has at least to be taken for a misspelt one: shorter words are near too many others. */
const SHORTEST_MISSPELT = 5;

/** Whether a name is another one with a slip in it: up to a quarter of its letters differ. */
export function isMisspelt(one: string, other: string): boolean {
  const [letters, wanted] = [withoutStyle(one), withoutStyle(other)];
  return wanted.length >= SHORTEST_MISSPELT && distance(letters, wanted) <= Math.floor(wanted.length / 4);
}

/**
 * The candidate that a name was probably meant to be, if any is near: the only one that it abbreviates, the one from which
 * up to a third of its letters differ, or the one that it begins with.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = withoutStyle(name);
  const plain = candidates.map((candidate) => ({ candidate, letters: withoutStyle(candidate) }));
  const equal = plain.find(({ letters }) => letters === wanted && wanted !== '');
  const abbreviated = plain.filter(({ letters }) => isAbbreviation(wanted, letters));
  const [only] = abbreviated.length === 1 ? abbreviated : [];
  const extended = plain.find(({ letters }) => isAbbreviation(letters, wanted));
  return (equal ?? only)?.candidate ?? misspelt(wanted, plain) ?? extended?.candidate;
}

/** A candidate, and the letters that it is compared by. */
interface Comparable {
  readonly candidate: string;
  readonly letters: string;
}

function isAbbreviation(short: string, long: string): boolean {
  return short.length >= SHORTEST_ABBREVIATION && long.startsWith(short);
}

function misspelt(wanted: string, plain: readonly Comparable[]): string | undefined {
  const [best] = plain
    .map(({ candidate, letters }) => ({ candidate, edits: distance(wanted, letters) }))
    .sort((a, b) => a.edits - b.edits);
  return best !== undefined && best.edits <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined;
}
