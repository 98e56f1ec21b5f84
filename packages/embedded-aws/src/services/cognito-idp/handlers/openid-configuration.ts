import { succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { userPoolDomains } from './domains';

/** Paths of a domain's endpoints (Amazon Cognito Developer Guide, "User pool endpoints and managed login reference"). */
const ENDPOINTS: Readonly<Record<string, string>> = {
  authorization_endpoint: '/oauth2/authorize',
  token_endpoint: '/oauth2/token',
  userinfo_endpoint: '/oauth2/userInfo',
  revocation_endpoint: '/oauth2/revoke',
  end_session_endpoint: '/logout',
};

/** Tells libraries where users of a pool with a domain sign in: at the gateway, where nothing leads to AWS itself. */
export const openIdConfiguration: Handler = {
  service: 'cognito-idp',
  operations: ['OpenIdConfiguration'],
  handle: async (request, next, { endpoint, memory }) => {
    const answer = await next(request);
    const [, userPoolId = ''] = request.path.split('/');
    const domain = userPoolDomains.all(memory).find(({ UserPoolId }) => UserPoolId === userPoolId)?.['Domain'];
    if (domain === undefined || !succeeded(answer)) return answer;
    const endpoints = Object.entries(ENDPOINTS).map(([name, path]) => [
      name,
      `${endpoint}/cognito/${asText(domain)}${path}`,
    ]);
    return withOutput(answer, { ...jsonOf(answer), ...(Object.fromEntries(endpoints) as JsonObject) });
  },
};
