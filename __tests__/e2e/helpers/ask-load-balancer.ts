import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer } from '../../../cli/rehearse/traffic';

/** A request to a load balancer, past the API. */
export interface DirectRequest {
  /** Where the embedded AWS listens. */
  readonly endpoint: string;
  /** Host name of the load balancer. */
  readonly host: string;
  readonly path: string;
  /** @default - none besides the host */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a load balancer directly. */
export async function askLoadBalancer({ endpoint, host, path, headers = {} }: DirectRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${endpoint}${path}`, { headers: { ...headers, host } }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, body });
      }, reject);
    });
    asked.once('error', reject).end();
  });
}
