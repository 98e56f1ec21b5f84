import type { Draft } from '../draft';
import { formatPath, quote, type Finding } from '../issue';
import { origin, pointAt, runtimePlace } from '../place';
import { routesOf, type Route } from '../routes';
import type { Rule } from './rule';

/** First segments that API Gateway keeps for itself. Source: its Developer Guide, "Important notes". */
const RESERVED_SEGMENTS: readonly string[] = ['ping', 'sping'];

/** No API path begins with a segment that API Gateway answers itself. */
export const unreservedApiPaths: Rule = (draft) =>
  draft.variants
    .filter(({ settings }) => RESERVED_SEGMENTS.includes(firstSegment(settings.api.path)))
    .map((variant) => {
      const place = runtimePlace(draft, variant, 'api', 'path');
      return {
        path: place.path,
        found: `${quote(variant.settings.api.path)}${origin(place, place.path)}`,
        allowed: 'a path that does not begin with ping or sping, which API Gateway answers itself',
        fix: `set another path, for example api: { path: "api/${firstSegment(variant.settings.api.path)}" }`,
      };
    });

function firstSegment(path: string): string {
  return path.split('/')[0] ?? path;
}

/** In an environment, no API path is that of another service, or begins with all of its segments. */
export const separateApiPaths: Rule = (draft) =>
  draft.platform.environments.flatMap(({ name }) => {
    const routes = routesOf(draft.platform, name);
    const byPath = new Map([...routes].reverse().map((route) => [route.path, route]));
    return routes.flatMap((route) =>
      beginnings(route.path).flatMap((path) => {
        const other = byPath.get(path);
        return other === undefined || other === route ? [] : [overlap(draft, name, route, other)];
      }),
    );
  });

/** `a/b/c` begins with `a`, `a/b` and `a/b/c`. */
function beginnings(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

function overlap(draft: Draft, environment: string, route: Route, other: Route): Finding {
  const place = runtimePlace(draft, { service: route.service, environment }, 'api', 'path');
  const otherPlace = runtimePlace(draft, { service: other.service, environment }, 'api', 'path');
  const point = pointAt(place, otherPlace);
  const relation = route.path === other.path ? 'is also' : 'begins with';
  return {
    ...point,
    found: `${quote(route.path)}${origin(place, point.path)}, which ${relation} the path of ${formatPath(['services', other.service])}`,
    allowed: 'paths of which none begins with all segments of another',
    fix: `set another api.path on ${route.service} or on ${other.service}`,
  };
}
