import { arnOf } from '../../gateway/arn';
import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';
import { patchOperationsOf } from './handlers/patch';

/** Its actions are HTTP's methods (Service Authorization Reference, "Actions, … for Amazon API Gateway Management"). Its ARNs have no account. */
export function apigateway({ request, tags, input }: Call): Question[] {
  const resource = arnOf({ ...request, account: '' }, 'apigateway', request.path);
  const roles = patchOperationsOf(input).flatMap(({ path, value }) => (path === ROLE_OF_LOGS ? [value] : []));
  return [...ask(`apigateway:${request.method}`, [resource], tags), ...askToPass(roles, 'apigateway.amazonaws.com')];
}

/** Where an account says which role writes logs. Who sets it hands the role on (seen in serverless/serverless#6591). */
const ROLE_OF_LOGS = '/cloudwatchRoleArn';
