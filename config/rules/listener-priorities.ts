import type { Draft } from '../draft';
import { quote, type Finding } from '../issue';
import { origin, pointAt, runtimePlace } from '../place';
import { routesOf, type Route } from '../routes';
import type { Rule } from './rule';

/** No two rules of a load balancer have one priority: it is a hash of the path, so that is rare, and a matter of chance. */
export const distinctListenerPriorities: Rule = (draft) =>
  draft.platform.environments.flatMap(({ name }) => {
    const routes = routesOf(draft.platform, name);
    const firstOf = new Map([...routes].reverse().map((route) => [route.listenerPriority, route]));
    return routes.flatMap((route) => {
      const first = firstOf.get(route.listenerPriority);
      // Equal paths have equal priorities: `separateApiPaths` says so.
      return first === undefined || first.path === route.path ? [] : [collision(draft, name, route, first)];
    });
  });

function collision(draft: Draft, environment: string, route: Route, other: Route): Finding {
  const place = runtimePlace(draft, { service: route.service, environment }, 'api', 'path');
  const otherPlace = runtimePlace(draft, { service: other.service, environment }, 'api', 'path');
  const point = pointAt(place, otherPlace);
  const pair = `${quote(route.path)}${origin(place, point.path)} and ${quote(other.path)} of services.${other.service}`;
  return {
    ...point,
    found: `${pair}: both hash to listener priority ${route.listenerPriority}`,
    allowed: 'paths with priorities of their own',
    fix: `set another api.path on ${route.service} or on ${other.service}`,
  };
}
