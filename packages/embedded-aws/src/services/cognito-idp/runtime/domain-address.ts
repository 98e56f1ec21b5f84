import type { IncomingMessage } from 'node:http';

import { readScope } from '../../../gateway/scope';

/** What of a user pool's domain a request is for. */
export interface DomainAddress {
  /** The domain's prefix. */
  readonly domain: string;
  /** Path that all paths of the domain begin with; empty if the Host names the domain. */
  readonly basePath: string;
  /** Path at the domain: `/oauth2/authorize`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** `<prefix>.auth.<region>.amazoncognito.com` (Amazon Cognito Developer Guide, "Configuring a user pool domain"). */
const HOST = /^([a-z0-9-]+)\.auth\.[a-z0-9-]+\.amazoncognito\.com(?::\d+)?$/;

/**
 * Reads which domain a request is for: from its Host, or from its path, `/cognito/<prefix>/...`, since the domain's name
 * leads to AWS itself.
 * @returns undefined if the request is for no domain; calls of AWS, which are signed, are not
 */
export function domainAddressOf({ url = '/', headers }: IncomingMessage): DomainAddress | undefined {
  const authority = /^https?:\/\/([^/?]*)/i.exec(url)?.[1];
  const { pathname, searchParams: query } = new URL(authority === undefined ? `http://domain${url}` : url);
  const domain = HOST.exec((authority ?? headers.host ?? '').toLowerCase())?.[1];
  if (domain !== undefined) return { domain, basePath: '', path: pathname, query };
  const prefix = /^\/cognito\/([^/]+)(?=\/)/.exec(pathname)?.[1];
  if (prefix === undefined || readScope(headers, query) !== undefined) return undefined;
  const basePath = `/cognito/${prefix}`;
  return { domain: prefix, basePath, path: pathname.slice(basePath.length), query };
}
