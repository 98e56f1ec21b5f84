import { createHmac } from 'node:crypto';

import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

import { AwsError } from '../../../gateway/aws-error';
import { notImplemented } from '../../../gateway/refusal';
import { invalidParameter } from './errors';

/** What a client is made for unless it says otherwise (API Reference, "CreateUserPoolClient", ExplicitAuthFlows). */
const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** The settings of a client that allow a flow; those without ALLOW are the older ones. */
const ALLOWED_BY: Readonly<Record<string, readonly string[]>> = {
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
  ADMIN_USER_PASSWORD_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  ADMIN_NO_SRP_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  REFRESH_TOKEN_AUTH: ['ALLOW_REFRESH_TOKEN_AUTH', 'USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'],
};

/** Flows in which moto would let everybody in, since it checks neither proofs nor challenges. */
const UNCHECKED = ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'];

/** Whether users sign in with a refresh token. */
export function isRefresh(flow: string): boolean {
  return flow === 'REFRESH_TOKEN_AUTH' || flow === 'REFRESH_TOKEN';
}

/** @throws AwsError if the client does not allow a flow, or the embedded AWS does not have it */
export function checkFlow(operation: string, flow: string, { ExplicitAuthFlows: flows }: UserPoolClientType): void {
  if (UNCHECKED.includes(flow)) {
    throw notImplemented(`cognito-idp ${operation} with ${flow}; users sign in with their password here`);
  }
  const allowing = ALLOWED_BY[isRefresh(flow) ? 'REFRESH_TOKEN_AUTH' : flow] ?? [];
  const set: readonly string[] = flows === undefined || flows.length === 0 ? DEFAULT_FLOWS : flows;
  if (allowing.length === 0 || allowing.some((each) => set.includes(each))) return;
  const isAdmin = operation.startsWith('Admin');
  throw invalidParameter(
    isAdmin ? 'Auth flow not enabled for this client' : `${flow} flow not enabled for this client`,
  );
}

/**
 * Checks that the caller knows the client's secret (Amazon Cognito Developer Guide, "Computing secret hash values").
 * @throws AwsError NotAuthorizedException
 */
export function checkSecretHash(
  { ClientId = '', ClientSecret }: UserPoolClientType,
  username: string,
  hash: string,
): void {
  if (ClientSecret === undefined) return;
  if (hash === '') {
    throw notAuthorized(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`);
  }
  const expected = createHmac('sha256', ClientSecret).update(`${username}${ClientId}`).digest('base64');
  if (hash !== expected) throw notAuthorized(`SecretHash does not match for the client: ${ClientId}`);
}

/** @returns the error for a wrong password, an unknown user, or a flow that is not allowed */
export function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}
