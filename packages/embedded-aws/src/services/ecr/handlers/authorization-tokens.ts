import { randomBytes } from 'node:crypto';

import { asList, asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { AwsRequest } from '../../../gateway/request';
import type { AwsCredentials } from '../../../gateway/settings';
import type { Memory } from '../../../gateway/table';

/** Milliseconds that a token is said to be valid (Amazon ECR API Reference, "GetAuthorizationToken"): 12 hours. */
const VALID_MS = 12 * 60 * 60 * 1000;

/** Whoever asked for a token, per embedded AWS, by its password. */
const holders = new WeakMap<Memory, Map<string, AwsCredentials>>();

/**
 * Hands out passwords for registries. Who uses one is judged as whoever asked for it. They do not expire, because a
 * hurried clock would not leave a real build the time to use one.
 */
export const authorizationTokens = jsonHandler('ecr', {
  GetAuthorizationToken: (input, request, { memory, runtime }) => {
    const registries = asList(input['registryIds']).map(asText);
    const expiresAt = (runtime.clock.now() + VALID_MS) / 1000;
    const accounts = registries.length === 0 ? [request.account] : registries;
    return { authorizationData: accounts.map((account) => tokenFor(account, request, memory, expiresAt)) };
  },
});

/**
 * The credentials that the bearer of a password calls ECR with.
 * @returns undefined if nobody was given this password
 */
export function holderOf(memory: Memory, password: string): AwsCredentials | undefined {
  return holders.get(memory)?.get(password);
}

function tokenFor(account: string, request: AwsRequest, memory: Memory, expiresAt: number): JsonObject {
  const password = randomBytes(96).toString('base64url');
  const { region, accessKeyId } = request.scope;
  const sessionToken = request.headers['x-amz-security-token'];
  const holder: AwsCredentials = {
    accessKeyId,
    // The gateway asks for the key alone: nobody but its owner knows the secret.
    secretAccessKey: 'of the holder',
    ...(typeof sessionToken === 'string' && { sessionToken }),
  };
  const known = holders.get(memory) ?? new Map<string, AwsCredentials>();
  holders.set(memory, known.set(password, holder));
  return {
    authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
    expiresAt,
    proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
  };
}
