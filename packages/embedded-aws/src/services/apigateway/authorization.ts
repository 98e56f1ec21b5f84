import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Its actions are HTTP's methods (Service Authorization Reference, "Actions, … for Amazon API Gateway Management"). */
export function apigateway({ request, tags }: Call): Question[] {
  const resource = `arn:aws:apigateway:${request.scope.region}::${request.path}`;
  return ask(`apigateway:${request.method}`, [resource], tags);
}
