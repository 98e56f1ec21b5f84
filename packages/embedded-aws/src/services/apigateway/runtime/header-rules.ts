import type { IncomingHttpHeaders } from 'node:http';

/** Header fields with all their values, by lower-case name. */
export type HeaderValues = Readonly<Record<string, readonly string[]>>;

/**
 * Headers of a request that no HTTP backend gets, and those that are written anew for it.
 * Source: API Gateway Developer Guide, "Amazon API Gateway important notes", notes for REST APIs.
 */
const NOT_FORWARDED = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'host',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'www-authenticate',
]);

/** Headers of a backend's answer that a client gets under another name (same source). */
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);

/** Headers of a backend's answer that no client gets (same source). */
const NOT_RETURNED = new Set([
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** @returns the headers of a request that a backend gets */
export function forwardedHeaders(headers: NodeJS.Dict<string[]>): HeaderValues {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string[]] => entry[1] !== undefined && !NOT_FORWARDED.has(entry[0]),
    ),
  );
}

/** @returns the headers of a backend's answer that a client gets */
export function returnedHeaders(headers: IncomingHttpHeaders): Record<string, string | readonly string[]> {
  const returned = Object.entries(headers)
    .filter((entry): entry is [string, string | string[]] => entry[1] !== undefined && !NOT_RETURNED.has(entry[0]))
    .map(([name, value]) => [REMAPPED.has(name) ? `x-amzn-remapped-${name}` : name, value]);
  return Object.fromEntries(returned) as Record<string, string | readonly string[]>;
}
