/**
 * What a path begins with, the shortest first, itself last: `a/b/c` gives `a`, `a/b` and `a/b/c`.
 *
 * @param path segments joined by slashes, none at the ends
 */
export function pathPrefixes(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

/**
 * The number of resources of a REST API that offers services at these paths: its root, one for each segment (paths that
 * begin alike share those), and one for everything below each path.
 */
export function apiResourceCount(paths: readonly string[]): number {
  return 1 + new Set(paths.flatMap(pathPrefixes)).size + paths.length;
}
