import type { ApiCall, Claims } from './call';
import { notEmulated, Refusal } from './gateway-response';
import type { Route } from './routes';
import { storedApis } from './stored';
import { authorizeUser } from './user-pool-authorizer';

/**
 * Lets a caller in, or not.
 * @returns the claims of the caller's token; none if everybody may call
 * @throws Refusal if the caller may not
 */
export async function authorize(call: ApiCall, route: Route): Promise<Claims> {
  const { authorizationType = 'NONE', apiKeyRequired } = route.method;
  const claims = await identify(call, route, authorizationType);
  if (apiKeyRequired === true) await checkApiKey(call);
  return claims;
}

async function identify(call: ApiCall, route: Route, authorizationType: string): Promise<Claims> {
  if (authorizationType === 'NONE') return {};
  if (authorizationType === 'COGNITO_USER_POOLS') return authorizeUser(call, route.method);
  throw notEmulated(`methods with the authorization ${authorizationType}`);
}

/** API Gateway Developer Guide, "Usage plans and API keys for REST APIs". */
async function checkApiKey(call: ApiCall): Promise<void> {
  const { apiKeySource = 'HEADER' } = call.snapshot.restApi;
  if (apiKeySource !== 'HEADER') throw notEmulated(`API keys from the source ${apiKeySource}`);
  const key = call.incoming.headers['x-api-key'];
  const { restApiId, stageName } = call.address;
  const keys = await storedApis(call.runtime).apiKeys(call.place, restApiId, stageName);
  if (typeof key !== 'string' || !keys.has(key)) throw new Refusal('INVALID_API_KEY');
}
