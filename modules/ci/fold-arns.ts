/** Most characters of the ARNs of a boundary's secrets: the rest of its 6,144 is for what every environment needs. */
const MOST_CHARACTERS = 3_500;

/** Segments that a pattern keeps at least: `arn:…:parameter/shop/*` is too wide, `arn:…:parameter/shop/dev/*` may do. */
const FEWEST_SEGMENTS = 3;

/**
 * The ARNs themselves, as long as they fit into a policy. Of more, the deepest are named by their path
 * (`…:parameter/orders/dev/database/*`); if that is not enough, by the path above.
 *
 * @param spared beginnings of ARNs that no pattern may match.
 */
export function foldArns(arns: readonly string[], spared: readonly string[]): readonly string[] {
  const depth = Math.max(...arns.map((arn) => arn.split('/').length));
  let folded = sorted(arns);
  for (let segments = depth - 1; segments >= FEWEST_SEGMENTS && isTooLong(folded); segments -= 1) {
    const kept = segments;
    folded = sorted(folded.map((arn) => fold(arn, kept, spared)));
  }
  return folded;
}

function fold(arn: string, segments: number, spared: readonly string[]): string {
  const all = arn.split('/');
  const path = `${all.slice(0, segments).join('/')}/`;
  const matchesSpared = spared.some((beginning) => beginning.startsWith(path) || path.startsWith(beginning));
  return all.length <= segments || matchesSpared ? arn : `${path}*`;
}

function isTooLong(arns: readonly string[]): boolean {
  return JSON.stringify(arns).length > MOST_CHARACTERS;
}

function sorted(arns: readonly string[]): string[] {
  return [...new Set(arns)].sort();
}
