import { callOperation, succeeded, withInput } from '../../../gateway/calls';
import { forgetSigningKeys } from '../runtime/signing-keys';
import { revokeUserSessions } from '../runtime/user-sessions';
import type { Handler, Next } from '../../../gateway/handler';
import { asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { appClients } from './clients';
import { invalidParameter } from './errors';
import { resourceServers } from './resource-servers';

/** Members of a user pool that are given when it is created and never change (CreateUserPool has them, UpdateUserPool not). */
const FIXED = ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'];

/** Keeps the tags, if an update does not mention them, and what cannot be updated; moto forgets both. */
export const userPoolUpdates: Handler = {
  service: 'cognito-idp',
  operations: ['UpdateUserPool'],
  handle: async (request, next, { moto }) => {
    const before = await describe(request, moto);
    const fixed = Object.fromEntries(Object.entries(before).filter(([name]) => FIXED.includes(name)));
    return next(withInput(request, { UserPoolTags: before['UserPoolTags'], ...jsonOf(request), ...fixed }));
  },
};

/** Keeps a user pool that is protected, or has a domain, from being deleted; moto deletes it. */
export const userPoolDeletions: Handler = {
  service: 'cognito-idp',
  operations: ['DeleteUserPool'],
  handle: async (request, next, { memory, moto }) => {
    const { Id: id, DeletionProtection: protection, Domain: domain } = await describe(request, moto);
    if (protection === 'ACTIVE') {
      throw invalidParameter(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      );
    }
    if (domain) {
      throw invalidParameter('User pool cannot be deleted. It has a domain configured that should be deleted first.');
    }
    const answer = await next(request);
    if (succeeded(answer)) {
      removeWhere(resourceServers.in(memory, request), ({ UserPoolId }) => UserPoolId === id);
      removeWhere(appClients.in(memory, request), ({ UserPoolId }) => UserPoolId === id);
      forgetSigningKeys(memory, asText(id));
      revokeUserSessions(memory, ({ userPoolId }) => userPoolId === id);
    }
    return answer;
  },
};

async function describe(request: AwsRequest, moto: Next): Promise<JsonObject> {
  const { UserPoolId } = jsonOf(request);
  return asObject((await callOperation(request, moto, 'DescribeUserPool', { UserPoolId }))?.['UserPool']);
}

function removeWhere(records: Map<string, JsonObject>, isGone: (record: JsonObject) => boolean): void {
  for (const [key, record] of [...records]) if (isGone(record)) records.delete(key);
}
