import type { IncomingHttpHeaders } from 'node:http';

import type { NameOperation } from './operations';
import { type Protocol, protocolOf } from './protocol';
import { type CredentialScope, readScope } from './scope';

/** What is known of a request before its body is read. */
export interface RequestHead {
  readonly scope: CredentialScope;
  readonly protocol: Protocol;
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** One call of an AWS operation. */
export interface AwsRequest extends RequestHead {
  /** As AWS names it, e.g. `CreateProject`; of REST services without a table of operations, `METHOD /path`. */
  readonly operation: string;
  /** AWS account, 12 digits, that the call acts in. */
  readonly account: string;
  readonly body: Buffer;
}

/** Services that are called without a signature, by their X-Amz-Target's first part. */
const UNSIGNED_TARGETS: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSCognitoIdentityService: 'cognito-identity',
};

/** The access key of calls without one. */
const ANONYMOUS = 'AKIAANONYMOUS0000000';

/**
 * Describes a request by its first line and headers.
 * @param region of requests that do not say theirs
 */
export function readHead(method: string, target: string, headers: IncomingHttpHeaders, region: string): RequestHead {
  const { pathname: path, searchParams: query } = new URL(`http://gateway${target}`);
  const scope = readScope(headers, query) ?? unsignedScope(path, headers, region);
  return { scope, protocol: protocolOf(scope.service, headers), method, target, path, query, headers };
}

/** The first part of paths of unsigned calls, and the service they belong to; `.well-known` is a pool's second part. */
const UNSIGNED_PATHS: Readonly<Record<string, string>> = { oauth2: 'cognito-idp', webhooks: 'codepipeline' };

/** Sign-in to Cognito, calls of webhooks, and objects that a bucket offers to everybody need no signature. */
function unsignedScope(path: string, headers: IncomingHttpHeaders, region: string): CredentialScope {
  const target = String(headers['x-amz-target'] ?? '').split('.', 1)[0] ?? '';
  const [, first = '', second] = path.split('/');
  const service = second === '.well-known' ? 'cognito-idp' : UNSIGNED_PATHS[first];
  return { accessKeyId: ANONYMOUS, region, service: UNSIGNED_TARGETS[target] ?? service ?? 's3' };
}

/**
 * Names the operation that a request asks for.
 * @param body of operations that are named in it, as the query protocols do; empty otherwise
 * @param nameOperation names those of REST services
 */
export function operationOf(head: RequestHead, body: Buffer, nameOperation: NameOperation): string {
  const target = head.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  if (head.protocol === 'cbor') return head.path.slice(head.path.lastIndexOf('/') + 1);
  if (head.protocol === 'query' || head.protocol === 'ec2') {
    const action = new URLSearchParams(body.toString()).get('Action') ?? head.query.get('Action');
    if (action !== null) return action;
  }
  return nameOperation(head.scope.service, head);
}
