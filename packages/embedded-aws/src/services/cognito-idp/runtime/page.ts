import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import type { Runtime } from '../../../gateway/runtime';
import type { Place } from '../../../gateway/table';
import type { DomainAddress } from './domain-address';

/** A request to a user pool's domain. */
export interface PageRequest {
  readonly runtime: Runtime;
  readonly address: DomainAddress;
  readonly place: Place;
  readonly userPoolId: string;
  /** Acts as Cognito itself. */
  readonly cognito: CognitoIdentityProviderClient;
  /** What a POST carries; empty otherwise. */
  readonly form: URLSearchParams;
  /** The headers of these names, or empty. */
  readonly authorization: string;
  readonly cookie: string;
}

/** What a browser or an application gets. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request that goes no further. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly answer: PageAnswer) {
    super(`refused with status ${answer.status}`);
  }
}

/** Sends a browser somewhere else. */
export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): PageAnswer {
  return { status: 302, headers: { ...headers, location }, body: '' };
}

/** An address with more parameters in its query, or in its fragment. */
export function withParameters(
  address: string,
  parameters: Readonly<Record<string, string | undefined>>,
  place: 'query' | 'fragment' = 'query',
): string {
  const url = new URL(address);
  const all = new URLSearchParams(place === 'query' ? url.search : '');
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) all.set(name, value);
  if (place === 'query') url.search = all.toString();
  else url.hash = all.toString();
  return url.href;
}

/** Answers an application. */
export function json(body: object, status = 200): PageAnswer {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(body) };
}

/** Refuses what an application asks for (RFC 6749, section 5.2). */
export function oauthError(error: string, status = 400): Refused {
  return new Refused(json({ error }, status));
}
