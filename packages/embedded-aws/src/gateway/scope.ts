import type { IncomingHttpHeaders } from 'node:http';

/** The access key, the region and the service that a signed request names (AWS, "Signature Version 4", credential scope). */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** Signing name of the service, lower case, e.g. `elasticloadbalancing`. */
  readonly service: string;
}

/**
 * Reads the credential scope from the Authorization header, or from the query of a presigned URL.
 * @returns undefined if the request is not signed
 */
export function readScope(headers: IncomingHttpHeaders, query: URLSearchParams): CredentialScope | undefined {
  const credential = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ?? query.get('X-Amz-Credential');
  const [accessKeyId, , region, service] = credential?.split('/') ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service: service.toLowerCase() };
}

/** An Authorization header that moto accepts, for requests that AWS takes unsigned or that the gateway makes itself. */
export function authorizationOf({ accessKeyId, region, service }: CredentialScope): string {
  const scope = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}
