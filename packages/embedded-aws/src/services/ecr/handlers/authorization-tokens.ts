import { randomBytes } from 'node:crypto';

import { asList, asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { AwsRequest } from '../../../gateway/request';
import type { AwsCredentials } from '../../../gateway/settings';
import type { Memory } from '../../../gateway/table';

/** Milliseconds that a token is said to be valid (Amazon ECR API Reference, "GetAuthorizationToken"): 12 hours. */
const VALID_MS = 12 * 60 * 60 * 1000;

/** The credentials that a token was issued for, per embedded AWS, by its password. */
const issued = new WeakMap<Memory, Map<string, AwsCredentials>>();

/**
 * Issues passwords for registries. Requests with one are judged by the policies of the caller it was issued to. They do
 * not expire, because a fast clock would not leave a real build the time to use one.
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
 * @returns undefined if this password was not issued here
 */
export function credentialsOf(memory: Memory, password: string): AwsCredentials | undefined {
  return issued.get(memory)?.get(password);
}

function tokenFor(account: string, request: AwsRequest, memory: Memory, expiresAt: number): JsonObject {
  const password = randomBytes(96).toString('base64url');
  const { region, accessKeyId } = request.scope;
  const sessionToken = request.headers['x-amz-security-token'];
  const credentials: AwsCredentials = {
    accessKeyId,
    // The gateway looks at the access key id alone, so the secret, which only the caller knows, is not needed.
    secretAccessKey: 'not needed',
    ...(typeof sessionToken === 'string' && { sessionToken }),
  };
  const known = issued.get(memory) ?? new Map<string, AwsCredentials>();
  issued.set(memory, known.set(password, credentials));
  return {
    authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
    expiresAt,
    proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
  };
}
