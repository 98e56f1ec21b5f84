import type { IncomingHttpHeaders } from 'node:http';

/** How a service puts operations and errors on the wire (Smithy specification, "AWS Protocols"). */
export type Protocol = 'json' | 'query' | 'ec2' | 'rest-json' | 'rest-xml' | 'cbor';

/** The services whose REST operations speak XML; all others speak JSON. */
const REST_XML = new Set(['s3', 's3-control', 'route53', 'cloudfront']);

/**
 * Tells a request's protocol by what it carries; several services are served in more than one.
 * @param service signing name
 */
export function protocolOf(service: string, headers: IncomingHttpHeaders): Protocol {
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return 'cbor';
  if (headers['x-amz-target'] !== undefined) return 'json';
  if (service === 'ec2') return 'ec2';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) return 'query';
  return REST_XML.has(service) ? 'rest-xml' : 'rest-json';
}
