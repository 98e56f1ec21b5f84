import { randomBytes, randomUUID } from 'node:crypto';

import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

import type { Runtime } from '../../../gateway/runtime';
import type { Memory } from '../../../gateway/table';
import { validitySeconds } from './token-validity';

/** The scope of tokens that a user got with the AWS SDK: their own account. */
export const SELF_SERVICE = 'aws.cognito.signin.user.admin';

/** What a user's sign-in has proved. */
export interface SignIn {
  readonly userPoolId: string;
  readonly username: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  /** moto's access token, by which moto knows the user. */
  readonly motoAccessToken: string;
}

/** A sign-in for one app client, which lasts as long as its refresh token. */
export interface UserSession extends SignIn {
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Whether it began on the pages of the domain, where scopes decide what the ID token tells. */
  readonly isHosted: boolean;
  /** Sent along by the client, to recognise the ID token. @default none */
  readonly nonce?: string | undefined;
  /** In every token of the session. */
  readonly originJti: string;
  /** Opaque to clients. */
  readonly refreshToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresMs: number;
}

const sessions = new WeakMap<Memory, Map<string, UserSession>>();

function sessionsOf(memory: Memory): Map<string, UserSession> {
  const known = sessions.get(memory) ?? new Map<string, UserSession>();
  sessions.set(memory, known);
  return known;
}

/** Opens a session for an app client. */
export function openUserSession(
  { memory, clock }: Pick<Runtime, 'memory' | 'clock'>,
  client: UserPoolClientType,
  signIn: SignIn & Pick<UserSession, 'scopes' | 'isHosted' | 'nonce'>,
): UserSession {
  const session: UserSession = {
    ...signIn,
    clientId: client.ClientId ?? '',
    originJti: randomUUID(),
    refreshToken: randomBytes(96).toString('base64url'),
    expiresMs: clock.now() + validitySeconds(client, 'RefreshToken') * 1000,
  };
  sessionsOf(memory).set(session.refreshToken, session);
  return session;
}

/** @returns undefined if it has expired, was revoked or never was */
export function findUserSession(
  { memory, clock }: Pick<Runtime, 'memory' | 'clock'>,
  isMeant: (session: UserSession) => boolean,
): UserSession | undefined {
  const found = [...sessionsOf(memory).values()].find(isMeant);
  return found !== undefined && found.expiresMs > clock.now() ? found : undefined;
}

/** Ends sessions: their tokens are taken no more by Cognito. */
export function revokeUserSessions(memory: Memory, isMeant: (session: UserSession) => boolean): void {
  const known = sessionsOf(memory);
  for (const session of [...known.values()]) if (isMeant(session)) known.delete(session.refreshToken);
}
