import type { IncomingMessage } from 'node:http';

import { readScope } from '../../../gateway/scope';

/** What of an API a request is for. */
export interface ApiAddress {
  readonly restApiId: string;
  /** Empty if the path names none. */
  readonly stageName: string;
  /** Path below the stage, as it came: `/hello`. */
  readonly path: string;
  /** Query as it came, with its question mark, or empty. */
  readonly search: string;
  /** Host name that the API has at AWS, or that the client called it by. */
  readonly domainName: string;
}

/** `<api id>.execute-api.<region>.amazonaws.com` (API Gateway Developer Guide, "Invoke REST APIs in API Gateway"). */
const HOST = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?::\d+)?$/;

/** The first segment of the path by which a client reaches an API that cannot set its Host. */
const PREFIX = 'execute-api';

/**
 * Reads which API a request is for: from its Host, or from its path, `/execute-api/<api id>/<stage>/...`, since the name
 * of the API leads to AWS itself.
 * @returns undefined if the request is for no API; one that is signed for another service is not
 */
export function addressOf({ url = '/', headers }: IncomingMessage): ApiAddress | undefined {
  const authority = /^https?:\/\/([^/?]*)/i.exec(url)?.[1];
  const host = (authority ?? headers.host ?? '').toLowerCase();
  const target = authority === undefined ? `http://gateway${url}` : url;
  const { pathname, search, searchParams } = new URL(target);
  const restApiId = HOST.exec(host)?.[1];
  if (restApiId !== undefined) return { restApiId, ...below(pathname), search, domainName: host };
  const scope = readScope(headers, searchParams);
  const [, prefix, id] = pathname.split('/');
  if (prefix !== PREFIX || !id || (scope !== undefined && scope.service !== PREFIX)) return undefined;
  return { restApiId: id, ...below(pathname.slice(PREFIX.length + id.length + 2)), search, domainName: host };
}

function below(pathname: string): Pick<ApiAddress, 'stageName' | 'path'> {
  const [, stageName = '', ...segments] = pathname.split('/');
  return { stageName, path: `/${segments.join('/')}` };
}
