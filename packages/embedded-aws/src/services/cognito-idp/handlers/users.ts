import type {
  AdminGetUserCommandOutput,
  AdminListGroupsForUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';

import { callOperation } from '../../../gateway/calls';
import { type User, userOf } from '../runtime/user';
import type { Next } from '../../../gateway/handler';
import type { TokenClient } from './token-client';

/** A user, and whether they may sign in. */
export interface FoundUser extends User {
  /** As API Reference, "UserType", lists it. */
  readonly status: string;
  readonly isEnabled: boolean;
}

/** @returns undefined if the client's user pool has no such user */
export async function findUser(
  { call, description }: TokenClient,
  moto: Next,
  username: string,
): Promise<FoundUser | undefined> {
  const key = { UserPoolId: description.UserPoolId, Username: username };
  const found = (await callOperation(call, moto, 'AdminGetUser', key)) as AdminGetUserCommandOutput | undefined;
  if (found === undefined) return undefined;
  const listed = await callOperation(call, moto, 'AdminListGroupsForUser', key);
  const { Groups = [] } = (listed ?? {}) as Partial<AdminListGroupsForUserCommandOutput>;
  return { ...userOf(found, Groups), status: found.UserStatus ?? '', isEnabled: found.Enabled !== false };
}
