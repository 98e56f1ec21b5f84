import { callOperation } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asObject, asText, jsonOf } from '../../../gateway/json';
import { notAuthorized } from './authentication-checks';
import { findClient } from './token-client';

/** Refuses people who sign up by themselves where only administrators make users; moto takes them. */
export const closedSignUp: Handler = {
  service: 'cognito-idp',
  operations: ['SignUp'],
  handle: async (request, next, context) => {
    const client = await findClient(request, context, asText(jsonOf(request)['ClientId']));
    if (client === undefined) return next(request);
    const { UserPoolId } = client.description;
    const found = await callOperation(client.call, context.moto, 'DescribeUserPool', { UserPoolId });
    const { AdminCreateUserConfig: config } = asObject(found?.['UserPool']);
    if (asObject(config)['AllowAdminCreateUserOnly'] === true) {
      throw notAuthorized('SignUp is not permitted for this user pool');
    }
    return next(request);
  },
};
