import type { TokenValidityUnitsType, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

/** Seconds of each unit that a token's validity is given in (API Reference, "TokenValidityUnitsType"). */
const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** What a client's validity has no other unit and no other value for (API Reference, "UserPoolClientType"). */
const DEFAULTS = {
  AccessToken: { unit: 'hours', validity: 1 },
  IdToken: { unit: 'hours', validity: 1 },
  RefreshToken: { unit: 'days', validity: 30 },
} satisfies Readonly<Record<keyof TokenValidityUnitsType, { unit: string; validity: number }>>;

/** @returns seconds that a token of a client is valid */
export function validitySeconds(client: UserPoolClientType, token: keyof TokenValidityUnitsType): number {
  const { unit, validity } = DEFAULTS[token];
  // Zero stands for the default.
  const length = client[`${token}Validity`] || validity;
  return length * (SECONDS[client.TokenValidityUnits?.[token] ?? unit] ?? 0);
}
