import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import type { Runtime } from '../../../gateway/runtime';
import type { Memory, Place } from '../../../gateway/table';

interface PagesClient {
  readonly client: CognitoIdentityProviderClient;
  readonly accessKeyId: string;
}

/** Clients by account and region, per embedded AWS. */
const clientsByMemory = new WeakMap<Memory, Map<string, PagesClient>>();

function clientsOf(memory: Memory): Map<string, PagesClient> {
  const clients = clientsByMemory.get(memory) ?? new Map<string, PagesClient>();
  clientsByMemory.set(memory, clients);
  return clients;
}

/**
 * The client of the sign-in pages in an account and region. The pages are part of Cognito: they may check passwords even
 * if the app client allows no flow with passwords.
 */
export function pagesClient(runtime: Runtime, place: Place): CognitoIdentityProviderClient {
  const key = `${place.account} ${place.scope.region}`;
  const clients = clientsOf(runtime.memory);
  const known = clients.get(key)?.client;
  if (known !== undefined) return known;
  const settings = runtime.asAccount(place.account, place.scope.region);
  const client = new CognitoIdentityProviderClient(settings);
  runtime.signal.addEventListener('abort', client.destroy.bind(client), { once: true });
  clients.set(key, { client, accessKeyId: settings.credentials.accessKeyId });
  return client;
}

/** Whether the sign-in pages make a call. */
export function arePagesOf(memory: Memory, accessKeyId: string): boolean {
  return [...clientsOf(memory).values()].some((each) => each.accessKeyId === accessKeyId);
}
