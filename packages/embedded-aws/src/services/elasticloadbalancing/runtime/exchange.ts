import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Runtime } from '../../../gateway/runtime';
import { ErrorPage } from './error-page';
import { type StoredLoadBalancing, storedEverywhere } from './stored';

/** A request that came to a listener of a load balancer, and the answer to it. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly runtime: Runtime;
  readonly stored: StoredLoadBalancing;
  readonly loadBalancer: LoadBalancer;
  readonly listener: Listener;
}

/** Where a client meant to connect to. */
export interface Destination {
  /** DNS name, in lower case. */
  readonly name: string;
  readonly port: number;
}

/** Reads it from the authority of an absolute request target (RFC 9112, "absolute-form") or from the Host. */
export function destinationOf({ url = '/', headers }: IncomingMessage): Destination {
  const authority = /^https?:\/\/([^/?]*)/i.exec(url)?.[1] ?? headers.host ?? '';
  const [name = '', port = '80'] = authority.toLowerCase().split(':');
  return { name, port: Number(port) };
}

/**
 * Finds the load balancer with a DNS name and its listener on a port.
 * @throws ErrorPage if there is none, or if the load balancer is no application load balancer
 */
export async function findListener(
  { memory }: Runtime,
  { name, port }: Destination,
): Promise<Pick<Exchange, 'stored' | 'loadBalancer' | 'listener'>> {
  for (const stored of storedEverywhere(memory)) {
    const loadBalancer = (await stored.loadBalancers()).find(({ DNSName }) => DNSName?.toLowerCase() === name);
    if (loadBalancer === undefined) continue;
    checkType(loadBalancer);
    const listeners = await stored.listeners(loadBalancer.LoadBalancerArn);
    const listener = listeners.find(({ Port }) => Port === port);
    if (listener !== undefined) return { stored, loadBalancer, listener };
    const ports = listeners.map(({ Port }) => Port).join(', ');
    throw new ErrorPage(
      503,
      `${name} does not listen on port ${port}; its listeners: ${ports === '' ? 'none' : ports}.`,
    );
  }
  throw new ErrorPage(503, `${name} does not resolve: the embedded AWS has no load balancer of this DNS name.`);
}

function checkType({ DNSName, Type }: LoadBalancer): void {
  if (Type === 'application') return;
  const name = `${String(DNSName)} is a ${String(Type)} load balancer`;
  throw new ErrorPage(501, `${name}: the embedded AWS serves application load balancers only.`);
}
