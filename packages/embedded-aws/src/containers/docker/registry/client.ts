import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { HEAD_ERROR } from '../../oci/head-error';
import { ecrRegistryOf } from '../../oci/reference';
import { readCredentials } from '../credentials';
import { DockerError } from '../docker-error';
import type { DockerHost } from '../host';
import { parseJson } from '../../../parse-json';

/** What a request carries. */
export interface RegistryRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** What a registry answered. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly incoming: IncomingMessage;
}

/** One registry of the embedded AWS, called with the credentials of the login (OCI distribution specification). */
export class RegistryClient {
  readonly #endpoint: URL;

  constructor(
    private readonly registry: string,
    endpoint: string,
    private readonly auth: string | undefined,
  ) {
    this.#endpoint = new URL(endpoint);
  }

  /**
   * Sends a request.
   * @param path with the query, or an address that the registry gave
   * @param expected statuses that are no errors
   * @throws DockerError in docker's words
   */
  async send(
    method: string,
    path: string,
    expected: readonly number[],
    { headers = {}, body }: RegistryRequest = {},
  ): Promise<RegistryAnswer> {
    const url = new URL(path, this.#endpoint);
    const isRegistry = url.pathname.startsWith('/v2/');
    const authorization = isRegistry && this.auth !== undefined ? { authorization: `Basic ${this.auth}` } : {};
    const host = isRegistry ? { host: this.registry } : {};
    const incoming = await exchange(url, method, { ...headers, ...authorization, ...host }, body);
    const status = incoming.statusCode ?? 0;
    if (expected.includes(status)) return { status, headers: incoming.headers, incoming };
    throw await errorOf(method, url, incoming);
  }
}

/**
 * The client for a registry that commands name.
 * @param auth credentials of a new login @default those of the last login
 * @throws DockerError if it is no registry that can be reached
 */
export async function openRegistry(host: DockerHost, registry: string, auth?: string): Promise<RegistryClient> {
  const endpoint = host.environment['AWS_ENDPOINT_URL'];
  if (ecrRegistryOf(registry) === undefined) {
    throw new DockerError(
      `${registry} cannot be reached: the embedded AWS has no other registries than <account>.dkr.ecr.<region>.amazonaws.com.`,
    );
  }
  if (endpoint === undefined || !endpoint.startsWith('http://')) {
    throw new DockerError(
      `AWS_ENDPOINT_URL is ${endpoint ?? 'not set'}: set it to the address of the embedded AWS, http://127.0.0.1:<port>. This docker speaks to no other.`,
    );
  }
  return new RegistryClient(registry, endpoint, auth ?? (await readCredentials(host, registry)));
}

async function exchange(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | Readable | undefined,
): Promise<IncomingMessage> {
  const outgoing = request(url, { method, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  try {
    if (typeof body === 'object') await Promise.race([answered, pipeline(body, outgoing)]);
    else outgoing.end(body);
    return await answered;
  } catch (error) {
    throw new DockerError(`${url.origin} does not answer: ${String(error)}`);
  }
}

/** Codes are told as docker tells them: `TAG_INVALID` as `tag invalid`. */
async function errorOf(method: string, url: URL, incoming: IncomingMessage): Promise<DockerError> {
  const header = incoming.headers[HEAD_ERROR];
  const body = (await buffer(incoming)).toString();
  const text = typeof header === 'string' ? header : body;
  const status = incoming.statusCode ?? 0;
  if (status === 401) return new DockerError('no basic auth credentials');
  const [error] = errorsOf(text);
  if (error === undefined) return new DockerError(`${method} ${url.pathname}: unexpected status ${status}: ${text}`);
  return new DockerError(`${error.code.toLowerCase().replaceAll('_', ' ')}: ${error.message}`);
}

function errorsOf(text: string): readonly { readonly code: string; readonly message: string }[] {
  const answer = parseJson(text) as { errors?: { code: string; message: string }[] } | null | undefined;
  return answer?.errors ?? [];
}
