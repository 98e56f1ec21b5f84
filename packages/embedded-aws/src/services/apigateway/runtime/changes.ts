import type { Handler } from '../../../gateway/handler';
import { API_GATEWAY_ROUTES } from '../operations';
import { storedApis } from './stored';

/** Operations of API Gateway that change something. */
const CHANGES = Object.entries(API_GATEWAY_ROUTES)
  .filter(([, route]) => !route.startsWith('GET '))
  .map(([operation]) => operation);

/** Lets APIs be read anew when something was changed. */
export const apiChanges: Handler = {
  service: 'apigateway',
  operations: CHANGES,
  handle: async (request, next, { runtime }) => {
    try {
      return await next(request);
    } finally {
      storedApis(runtime).forget();
    }
  },
};
