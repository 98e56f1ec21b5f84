import { pathPrefixes } from '../../platform/api-paths';
import type { RuleContext } from '../rule-context';
import { formatPath, quote, type Finding } from '../issue';
import { mostSpecific, runtimeSource, sourceNote } from '../setting-source';
import { routesOf, type Route } from '../routes';
import type { Rule } from './rule';

/** First segments that API Gateway keeps for itself. Source: its Developer Guide, "Important notes". */
const RESERVED_SEGMENTS: readonly string[] = ['ping', 'sping'];

/** No API path begins with a segment that API Gateway answers itself. */
export const unreservedApiPaths: Rule = (context) =>
  context.variants
    .filter(({ settings }) => RESERVED_SEGMENTS.includes(firstSegment(settings.api.path)))
    .map((variant) => {
      const source = runtimeSource(context, variant, 'api', 'path');
      return {
        path: source.path,
        found: `${quote(variant.settings.api.path)}${sourceNote(source, source.path)}`,
        allowed: 'a path that does not begin with ping or sping, which API Gateway answers itself',
        fix: `set another path, for example api: { path: "api/${firstSegment(variant.settings.api.path)}" }`,
      };
    });

function firstSegment(path: string): string {
  return path.split('/')[0] ?? path;
}

/** In an environment, no API path is that of another service, or begins with all of its segments. */
export const separateApiPaths: Rule = (context) =>
  context.platform.environments.flatMap(({ name }) => {
    const routes = routesOf(context.platform, name);
    const byPath = new Map([...routes].reverse().map((route) => [route.path, route]));
    return routes.flatMap((route) =>
      pathPrefixes(route.path).flatMap((path) => {
        const other = byPath.get(path);
        return other === undefined || other === route ? [] : [overlap(context, name, route, other)];
      }),
    );
  });

function overlap(context: RuleContext, environment: string, route: Route, other: Route): Finding {
  const source = runtimeSource(context, { service: route.service, environment }, 'api', 'path');
  const otherSource = runtimeSource(context, { service: other.service, environment }, 'api', 'path');
  const point = mostSpecific(source, otherSource);
  const relation = route.path === other.path ? 'is also' : 'begins with';
  return {
    ...point,
    found: `${quote(route.path)}${sourceNote(source, point.path)}, which ${relation} the path of ${formatPath(['services', other.service])}`,
    allowed: 'paths of which none begins with all segments of another',
    fix: `set another api.path on ${route.service} or on ${other.service}`,
  };
}
