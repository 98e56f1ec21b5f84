import { contentRoutes } from './content-routes';
import { deliveryRoutes } from './delivery-routes';
import { hookRoutes } from './hook-routes';
import type { Route } from './route';

/** Every operation that the embedded GitHub emulates. */
export const routes: readonly Route[] = [...contentRoutes, ...hookRoutes, ...deliveryRoutes];
