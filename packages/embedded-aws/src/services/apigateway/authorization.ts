import { arnOf } from '../../gateway/arn';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Its actions are HTTP's methods (Service Authorization Reference, "Actions, … for Amazon API Gateway Management"). Its ARNs have no account. */
export function apigateway({ request, tags }: Call): Question[] {
  const resource = arnOf({ ...request, account: '' }, 'apigateway', request.path);
  return ask(`apigateway:${request.method}`, [resource], tags);
}
