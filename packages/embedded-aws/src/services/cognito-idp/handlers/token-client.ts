import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

import { callOperation } from '../../../gateway/calls';
import { type ClientCredentials, clientCredentialsOf } from '../runtime/client-credentials';
import type { HandlerContext } from '../../../gateway/handler';
import { asObject, asText } from '../../../gateway/json';
import { formOf } from '../../../gateway/query';
import type { AwsRequest } from '../../../gateway/request';
import { appClients } from './clients';

/** An app client that a call names. */
export interface TokenClient {
  /** As Cognito describes it. */
  readonly description: UserPoolClientType;
  /** A call in the account and region of the client's user pool, to make others from. */
  readonly call: AwsRequest;
}

/**
 * Finds an app client wherever it is: calls of users are not signed, so they tell neither account nor region.
 * @returns undefined if there is none
 */
export async function findClient(
  request: AwsRequest,
  { memory, moto }: Pick<HandlerContext, 'memory' | 'moto'>,
  clientId: string,
): Promise<TokenClient | undefined> {
  const place = appClients.list(memory).find((entry) => entry.endsWith(` ${clientId}`));
  const [account = '', region = ''] = place?.split(' ') ?? [];
  const scope = { ...request.scope, region };
  const { UserPoolId } = appClients.in(memory, { account, scope }).get(clientId) ?? {};
  if (UserPoolId === undefined) return undefined;
  const call = { ...request, account, scope, method: 'POST', path: '/', target: '/', headers: HEADERS };
  const found = await callOperation(call, moto, 'DescribeUserPoolClient', { UserPoolId, ClientId: clientId });
  return found && { description: asObject(found['UserPoolClient']), call };
}

/** The same call in the account and region of a client's user pool. */
export function inPlaceOf({ call: { account, scope } }: TokenClient, request: AwsRequest): AwsRequest {
  return { ...request, account, scope: { ...request.scope, region: scope.region } };
}

const HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSCognitoIdentityProviderService.DescribeUserPoolClient',
};

/**
 * Finds the client that a call of the token endpoint is from, and checks its secret.
 * @returns undefined if there is no such client, or it does not know its secret
 */
export async function authenticate(request: AwsRequest, context: HandlerContext): Promise<TokenClient | undefined> {
  const { id, secret }: ClientCredentials = clientCredentialsOf(asText(request.headers.authorization), formOf(request));
  const client = await findClient(request, context, id);
  return client?.description.ClientSecret === secret ? client : undefined;
}
