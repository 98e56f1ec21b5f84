import type { AttributeType, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

/** A user of a user pool. */
export interface User {
  readonly username: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the user's groups. */
  readonly groups: readonly string[];
}

/** Reads the answers of AdminGetUser and AdminListGroupsForUser. */
export function userOf(
  found: { readonly Username?: string | undefined; readonly UserAttributes?: readonly AttributeType[] | undefined },
  groups: readonly { readonly GroupName?: string | undefined }[] = [],
): User {
  const attributes = (found.UserAttributes ?? []).map(({ Name = '', Value = '' }) => [Name, Value]);
  return {
    username: found.Username ?? '',
    attributes: Object.fromEntries(attributes) as Record<string, string>,
    groups: groups.map(({ GroupName = '' }) => GroupName),
  };
}

/** Attributes of each scope (Amazon Cognito Developer Guide, "The user attributes endpoint"); profile has the others. */
const OF_SCOPE: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
};

/** Attributes that are true or false. */
const FLAGS = new Set(['email_verified', 'phone_number_verified']);

/**
 * The attributes that a client may read and its user has agreed to: those of the scopes, or all if openid is the only
 * one of OpenID Connect's.
 * @param scopes @default all attributes that the client may read
 */
export function attributeClaims(
  { attributes }: User,
  client: UserPoolClientType,
  scopes: readonly string[] = ['openid'],
): Readonly<Record<string, string | boolean>> {
  const isRestricted = ['email', 'phone', 'profile'].some((scope) => scopes.includes(scope));
  const claims = Object.entries(attributes)
    .filter(([name]) => name === 'sub' || isReadable(client, name))
    .filter(([name]) => name === 'sub' || !isRestricted || scopes.includes(scopeOf(name)))
    .map(([name, value]) => [name, FLAGS.has(name) ? value === 'true' : value]);
  return Object.fromEntries(claims) as Record<string, string | boolean>;
}

function scopeOf(attribute: string): string {
  return Object.keys(OF_SCOPE).find((scope) => OF_SCOPE[scope]?.includes(attribute)) ?? 'profile';
}

/** A client reads the standard attributes unless it names what it reads (API Reference, "CreateUserPoolClient"). */
function isReadable({ ReadAttributes: named = [] }: UserPoolClientType, attribute: string): boolean {
  return named.length > 0 ? named.includes(attribute) : !attribute.startsWith('custom:');
}
