import type { Memory } from '../table';
import { Authorizer, type AuthorizerOptions } from './authorizer';

const authorizers = new WeakMap<Memory, Authorizer>();

/** Makes the authorizer of an embedded AWS, and keeps it in the memory. */
export function openAuthorizer(options: AuthorizerOptions): Authorizer {
  const authorizer = new Authorizer(options);
  authorizers.set(options.memory, authorizer);
  return authorizer;
}

/** @throws Error if the embedded AWS has no gateway yet */
export function authorizerOf(memory: Memory): Authorizer {
  const authorizer = authorizers.get(memory);
  if (authorizer === undefined) throw new Error('nothing is authorized before the gateway is made');
  return authorizer;
}
