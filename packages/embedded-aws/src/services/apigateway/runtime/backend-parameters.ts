import type { Integration } from '@aws-sdk/client-api-gateway';

import type { AuthorizedCall } from './call';
import { contextOf } from './context';
import { Refusal } from './gateway-response';
import type { HeaderValues } from './header-rules';
import { valueOf } from './parameters';
import { renderUri } from './variables';

/** Values for the backend by where they go: `path`, `querystring` or `header`. */
export type MappedParameters = Readonly<Record<string, ReadonlyMap<string, string>>>;

/** Finds the values that an integration sends. */
export function mappedParameters(call: AuthorizedCall, { requestParameters = {} }: Integration): MappedParameters {
  const sources = { call, context: contextOf(call, call.claims), pathParameters: call.pathParameters };
  const mapped: Record<string, Map<string, string>> = { path: new Map(), querystring: new Map(), header: new Map() };
  for (const [target, source] of Object.entries(requestParameters)) {
    const [, place = '', name = ''] = /^integration\.request\.(path|querystring|header)\.(.+)$/.exec(target) ?? [];
    const value = valueOf(source, sources);
    if (value !== undefined) mapped[place]?.set(name, value);
  }
  return mapped;
}

/** Where a request goes. */
export interface BackendAddress {
  /** Scheme, host and port. */
  readonly origin: URL;
  /** Path and query, as the backend gets them: dots in them lead nowhere else. */
  readonly target: string;
}

/**
 * The integration's URI with its parameters filled in.
 * @param search the query that goes along, without its question mark
 * @throws Refusal `API_CONFIGURATION_ERROR` if that is no URL
 */
export function backendAddress(
  { stage }: AuthorizedCall,
  { uri = '' }: Integration,
  mapped: MappedParameters,
  search: string,
): BackendAddress {
  const filled = renderUri(uri, stage.variables ?? {}).replace(/\{([^}]+)\}/g, (all, name: string) => {
    const value = mapped['path']?.get(name);
    return value === undefined ? all : encodePath(value);
  });
  const [, origin = '', path = '', own = ''] = /^(https?:\/\/[^/?#]+)([^?#]*)\??([^#]*)/i.exec(filled) ?? [];
  if (!URL.canParse(origin)) throw new Refusal('API_CONFIGURATION_ERROR');
  const query = queryOf([own, search], mapped);
  return { origin: new URL(origin), target: `${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}` };
}

/** Stays as it came if nothing is set in it. */
function queryOf(parts: readonly string[], { querystring = new Map() }: MappedParameters): string {
  const query = parts.filter((part) => part !== '').join('&');
  if (querystring.size === 0) return query;
  const all = new URLSearchParams(query);
  for (const [name, value] of querystring) all.set(name, value);
  return all.toString();
}

/** Encodes what no path can hold; a slash stays one. */
function encodePath(value: string): string {
  return encodeURI(value).replaceAll('?', '%3F').replaceAll('#', '%23');
}

/** The headers that the integration sets. */
export function mappedHeaders(mapped: MappedParameters): HeaderValues {
  return Object.fromEntries([...(mapped['header'] ?? [])].map(([name, value]) => [name.toLowerCase(), [value]]));
}
