import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

import { oauthError, type PageRequest } from './page';
import { type User, userOf } from './user';

/**
 * Reads what a user pool knows of a user.
 * @throws Refused `invalid_grant` if the user is gone or disabled
 */
export async function describeUser({ cognito, userPoolId }: PageRequest, Username: string): Promise<User> {
  const key = { UserPoolId: userPoolId, Username };
  try {
    const found = await cognito.send(new AdminGetUserCommand(key));
    if (found.Enabled === false) throw oauthError('invalid_grant');
    const { Groups } = await cognito.send(new AdminListGroupsForUserCommand(key));
    return userOf(found, Groups);
  } catch (error) {
    if (error instanceof UserNotFoundException) throw oauthError('invalid_grant');
    throw error;
  }
}
