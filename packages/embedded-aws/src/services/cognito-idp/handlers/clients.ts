import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded, withInput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { Table } from '../../../gateway/table';
import { customScopesOf, resourceServers } from './resource-servers';

/** The user pool of each app client, by the client's id; the clients themselves are moto's. */
export const appClients = new Table<JsonObject>('AWS::Cognito::UserPoolClient');

/** Scopes that every user pool has (Amazon Cognito Developer Guide, "Scopes, M2M, and resource servers"). */
const STANDARD_SCOPES = ['phone', 'email', 'openid', 'profile', 'aws.cognito.signin.user.admin'];

/** What Cognito fills in where a request says nothing (API Reference, "UpdateUserPoolClient"). */
const DEFAULTS: JsonObject = {
  RefreshTokenValidity: 30,
  AllowedOAuthFlowsUserPoolClient: false,
  AuthSessionValidity: 3,
  EnablePropagateAdditionalUserContextData: false,
  EnableTokenRevocation: true,
};

/** Members that an update never touches. */
const FIXED = new Set(['UserPoolId', 'ClientId', 'ClientName', 'ClientSecret']);

/** Refuses clients with a scope that no resource server has, or with OAuth flows that exclude each other; moto takes them. */
export const clientChecks: Handler = {
  service: 'cognito-idp',
  operations: ['CreateUserPoolClient', 'UpdateUserPoolClient'],
  handle: async (request, next, { memory }) => {
    const input = jsonOf(request);
    const offered = [...STANDARD_SCOPES, ...customScopesOf(resourceServers.in(memory, request), input['UserPoolId'])];
    const unknown = asList(input['AllowedOAuthScopes'])
      .map(asText)
      .find((scope) => !offered.includes(scope));
    if (unknown !== undefined) throw new AwsError('ScopeDoesNotExistException', `Invalid scope requested: ${unknown}`);
    const flows = asList(input['AllowedOAuthFlows']);
    if (flows.includes('client_credentials') && flows.length > 1) {
      throw invalidFlow('client_credentials flow can not be selected along with code flow or implicit flow.');
    }
    const isWithoutSecret = request.operation === 'CreateUserPoolClient' && input['GenerateSecret'] !== true;
    if (flows.includes('client_credentials') && isWithoutSecret) {
      throw invalidFlow('client_credentials flow can not be selected if client does not have a client secret.');
    }
    return next(request);
  },
};

function invalidFlow(message: string): AwsError {
  return new AwsError('InvalidOAuthFlowException', message);
}

/** Resets what an update does not mention; moto leaves it as it was. */
export const clientUpdates: Handler = {
  service: 'cognito-idp',
  operations: ['UpdateUserPoolClient'],
  handle: async (request, next, { moto }) => {
    const input = jsonOf(request);
    const { UserPoolId, ClientId } = input;
    const before = await callOperation(request, moto, 'DescribeUserPoolClient', { UserPoolId, ClientId });
    const members = Object.keys(asObject(before?.['UserPoolClient'])).filter((name) => !FIXED.has(name));
    const reset = Object.fromEntries(members.map((name) => [name, DEFAULTS[name] ?? null]));
    return next(withInput(request, { ...reset, ...input }));
  },
};

/** Remembers which user pool a client belongs to: the token endpoint is told the client alone. */
export const clientPools: Handler = {
  service: 'cognito-idp',
  operations: ['CreateUserPoolClient', 'DeleteUserPoolClient'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const clients = appClients.in(memory, request);
    const { UserPoolId, ClientId } = jsonOf(request);
    if (request.operation === 'DeleteUserPoolClient') clients.delete(asText(ClientId));
    else clients.set(asText(asObject(jsonOf(answer)['UserPoolClient'])['ClientId']), { UserPoolId });
    return answer;
  },
};
