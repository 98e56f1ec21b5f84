import type { IncomingMessage } from 'node:http';

import type { QueryStringKeyValuePair, Rule, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import ipaddr from 'ipaddr.js';

import { matchesWildcard } from './wildcard';

/** What the conditions of rules look at. */
export interface RequestFacts {
  readonly method: string;
  /** Host header without its port. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Every value of every header, by lower-case name. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  /** IP address of the connection's other end; addresses in X-Forwarded-For do not count. */
  readonly sourceIp: string;
}

/** Reads what conditions look at. */
export function factsOf(incoming: IncomingMessage): RequestFacts {
  const { pathname, search } = splitTarget(incoming.url ?? '/');
  return {
    method: incoming.method ?? 'GET',
    host: (incoming.headers.host ?? '').replace(/:\d+$/, ''),
    path: pathname,
    query: new URLSearchParams(search),
    headers: incoming.headersDistinct,
    sourceIp: ipaddr.process(incoming.socket.remoteAddress ?? '127.0.0.1').toString(),
  };
}

/** Splits a request's target; an absolute one (RFC 9112, "absolute-form") loses its scheme and authority. */
export function splitTarget(target: string): { readonly pathname: string; readonly search: string } {
  const [, pathname = '', search = ''] = /^(?:https?:\/\/[^/?]*)?([^?]*)(\?.*)?$/is.exec(target) ?? [];
  return { pathname: pathname === '' ? '/' : pathname, search };
}

/** Whether a request meets all conditions of a rule; the default rule has none. */
export function meets(facts: RequestFacts, { Conditions = [] }: Rule): boolean {
  return Conditions.every((condition) => TESTS[condition.Field ?? '']?.(facts, condition) ?? false);
}

type Test = (facts: RequestFacts, condition: RuleCondition) => boolean;

/**
 * Several values are alternatives. Of the texts, only paths and methods tell upper from lower case.
 * Source: Application Load Balancers user guide, "Condition types for listener rules".
 */
const TESTS: Readonly<Record<string, Test>> = {
  'host-header': ({ host }, { HostHeaderConfig, Values = [] }) =>
    (HostHeaderConfig?.Values ?? Values).some((value) => matchesWildcard(value, host, { ignoreCase: true })),
  'path-pattern': ({ path }, { PathPatternConfig, Values = [] }) =>
    (PathPatternConfig?.Values ?? Values).some((value) => matchesWildcard(value, path)),
  'http-request-method': ({ method }, { HttpRequestMethodConfig }) =>
    HttpRequestMethodConfig?.Values?.includes(method) ?? false,
  'http-header': ({ headers }, { HttpHeaderConfig: { HttpHeaderName = '', Values = [] } = {} }) =>
    (headers[HttpHeaderName.toLowerCase()] ?? []).some((header) =>
      Values.some((value) => matchesWildcard(value, header, { ignoreCase: true })),
    ),
  'query-string': ({ query }, { QueryStringConfig }) =>
    (QueryStringConfig?.Values ?? []).some((pair) => [...query].some((entry) => isPair(entry, pair))),
  'source-ip': ({ sourceIp }, { SourceIpConfig }) =>
    (SourceIpConfig?.Values ?? []).some((block) => isInside(sourceIp, block)),
};

/** A condition without a key looks at the values of all keys. */
function isPair([key, value]: readonly [string, string], { Key, Value = '' }: QueryStringKeyValuePair): boolean {
  const options = { ignoreCase: true, escape: true };
  return (Key === undefined || matchesWildcard(Key, key, options)) && matchesWildcard(Value, value, options);
}

function isInside(address: string, block: string): boolean {
  const [parsed, [network, prefix]] = [ipaddr.parse(address), ipaddr.parseCIDR(block)];
  return parsed.kind() === network.kind() && parsed.match(network, prefix);
}
