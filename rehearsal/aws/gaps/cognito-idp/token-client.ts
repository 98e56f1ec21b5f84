import { callOperation } from '../../calls';
import type { GapContext } from '../../gap';
import { asObject, asText, type JsonObject } from '../../json';
import { formOf } from '../../query';
import type { AwsRequest } from '../../request';
import { appClients } from './clients';

/** An app client that asks for a token. */
export interface TokenClient {
  /** As Cognito describes it. */
  readonly description: JsonObject;
  readonly region: string;
}

/**
 * Finds the client that a call of the token endpoint is from, and checks its secret.
 * @returns undefined if there is no such client, or it does not know its secret
 */
export async function authenticate(
  request: AwsRequest,
  { memory, moto }: GapContext,
): Promise<TokenClient | undefined> {
  const [id, secret] = credentialsOf(request);
  const place = appClients.list(memory).find((entry) => entry.endsWith(` ${id}`));
  const [account = '', region = ''] = place?.split(' ') ?? [];
  const scope = { ...request.scope, region };
  const { UserPoolId } = appClients.in(memory, { account, scope }).get(id) ?? {};
  if (UserPoolId === undefined) return undefined;
  const call = { ...request, account, scope, path: '/', target: '/', headers: HEADERS };
  const found = await callOperation(call, moto, 'DescribeUserPoolClient', { UserPoolId, ClientId: id });
  const description = asObject(found?.['UserPoolClient']);
  return description['ClientSecret'] === secret ? { description, region } : undefined;
}

const HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSCognitoIdentityProviderService.DescribeUserPoolClient',
};

/** In the Authorization header or in the body (RFC 6749, section 2.3.1). */
function credentialsOf(request: AwsRequest): readonly [id: string, secret: string | undefined] {
  const basic = /^Basic (.+)$/i.exec(asText(request.headers.authorization))?.[1];
  if (basic !== undefined) {
    const [id = '', secret] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
    return [id, secret];
  }
  const form = formOf(request);
  return [form.get('client_id') ?? '', form.get('client_secret') ?? undefined];
}
