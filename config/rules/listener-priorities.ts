import type { RuleContext } from '../rule-context';
import { quote, type Finding } from '../issue';
import { mostSpecific, runtimeSource, sourceNote } from '../setting-source';
import { routesOf, type Route } from '../routes';
import type { Rule } from './rule';

/** No two rules of a load balancer have one priority: it is a hash of the path, so that is rare, and a matter of chance. */
export const distinctListenerPriorities: Rule = (context) =>
  context.platform.environments.flatMap(({ name }) => {
    const routes = routesOf(context.platform, name);
    const firstOf = new Map([...routes].reverse().map((route) => [route.listenerPriority, route]));
    return routes.flatMap((route) => {
      const first = firstOf.get(route.listenerPriority);
      // Equal paths have equal priorities: `separateApiPaths` says so.
      return first === undefined || first.path === route.path ? [] : [collision(context, name, route, first)];
    });
  });

function collision(context: RuleContext, environment: string, route: Route, other: Route): Finding {
  const source = runtimeSource(context, { service: route.service, environment }, 'api', 'path');
  const otherSource = runtimeSource(context, { service: other.service, environment }, 'api', 'path');
  const point = mostSpecific(source, otherSource);
  const pair = `${quote(route.path)}${sourceNote(source, point.path)} and ${quote(other.path)} of services.${other.service}`;
  return {
    ...point,
    found: `${pair}: both hash to listener priority ${route.listenerPriority}`,
    allowed: 'paths with priorities of their own',
    fix: `set another api.path on ${route.service} or on ${other.service}`,
  };
}
