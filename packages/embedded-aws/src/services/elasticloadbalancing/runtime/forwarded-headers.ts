import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { endToEnd } from '../../../gateway/answer';
import type { Exchange } from './exchange';
import type { Attributes } from './stored';
import { factsOf } from './conditions';

/**
 * The headers that a target gets: the client's, and those that tell what the load balancer knows.
 * Source: Application Load Balancers user guide, "HTTP headers and Application Load Balancers" and "Request tracing".
 */
export function forwardedHeaders(
  { incoming, listener, runtime }: Pick<Exchange, 'incoming' | 'listener' | 'runtime'>,
  attributes: Attributes,
): IncomingHttpHeaders {
  const { headers } = incoming;
  const isValid = attributes['routing.http.drop_invalid_header_fields.enabled'] === 'true' ? VALID_NAME : /./;
  const dropped = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  if (attributes[XFF_MODE] === 'remove') dropped.add('x-forwarded-for');
  const kept = Object.entries(endToEnd(headers)).filter(([name]) => isValid.test(name) && !dropped.has(name));
  return {
    ...Object.fromEntries(kept),
    ...(headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
    host: hostHeader(headers.host ?? '', listener.Port ?? 80, attributes),
    ...forwardedFor(incoming, attributes),
    'x-forwarded-proto': (listener.Protocol ?? 'HTTP').toLowerCase(),
    'x-forwarded-port': String(listener.Port),
    'x-amzn-trace-id': traceId(headers['x-amzn-trace-id'], runtime.clock.now()),
  };
}

/** Attribute whose value is `append`, `preserve` or `remove`. */
const XFF_MODE = 'routing.http.xff_header_processing.mode';

/** Letters, digits and hyphens. Source: API reference, "LoadBalancerAttribute". */
const VALID_NAME = /^[a-z0-9-]+$/i;

/** Unless it is preserved, the Host of a target has the listener's port if that is no default one. */
function hostHeader(host: string, port: number, attributes: Attributes): string {
  if (attributes['routing.http.preserve_host_header.enabled'] === 'true') return host;
  const name = host.replace(/:\d+$/, '');
  return port === 80 || port === 443 ? name : `${name}:${port}`;
}

function forwardedFor(incoming: Exchange['incoming'], attributes: Attributes): IncomingHttpHeaders {
  if ((attributes[XFF_MODE] ?? 'append') !== 'append') return {};
  const { sourceIp } = factsOf(incoming);
  const hasPort = attributes['routing.http.xff_client_port.enabled'] === 'true';
  const client = hasPort ? `${sourceIp}:${String(incoming.socket.remotePort)}` : sourceIp;
  return { 'x-forwarded-for': [incoming.headers['x-forwarded-for'] ?? [], client].flat().join(', ') };
}

function traceId(before: string | string[] | undefined, nowMs: number): string {
  const time = Math.floor(nowMs / 1000).toString(16);
  const id = `1-${time}-${randomBytes(12).toString('hex')}`;
  const fields = String(before ?? '')
    .split(';')
    .filter((field) => field !== '' && !field.startsWith('Self='));
  const hasRoot = fields.some((field) => field.startsWith('Root='));
  return [hasRoot ? `Self=${id}` : `Root=${id}`, ...fields].join(';');
}
