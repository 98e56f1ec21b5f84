import { callOperation, succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { Table } from '../../../gateway/table';
import { invalidParameter } from './errors';

/** Refuses a domain that a user pool has; moto gives it to the next one. */
export const takenDomains: Handler = {
  service: 'cognito-idp',
  operations: ['CreateUserPoolDomain'],
  handle: async (request, next, { moto }) => {
    const { Domain } = jsonOf(request);
    const found = await callOperation(request, moto, 'DescribeUserPoolDomain', { Domain });
    const owner = asText(asObject(found?.['DomainDescription'])['UserPoolId']);
    if (owner !== '') throw invalidParameter('Domain already associated with another user pool.');
    return next(request);
  },
};

/** Names the account that a domain belongs to; moto makes one up with every answer. */
export const domainAccounts: Handler = {
  service: 'cognito-idp',
  operations: ['DescribeUserPoolDomain'],
  handle: async (request, next) => {
    const answer = await next(request);
    const domain = asObject(jsonOf(answer)['DomainDescription']);
    if (!succeeded(answer) || Object.keys(domain).length === 0) return answer;
    return withOutput(answer, { DomainDescription: { ...domain, AWSAccountId: request.account } });
  },
};

/** The user pool of each domain prefix; the domains themselves are moto's. */
export const userPoolDomains = new Table<JsonObject>('AWS::Cognito::UserPoolDomain');

/** Remembers which user pool a domain belongs to: the address of its pages names the domain alone. */
export const domainPools: Handler = {
  service: 'cognito-idp',
  operations: ['CreateUserPoolDomain', 'DeleteUserPoolDomain'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const domains = userPoolDomains.in(memory, request);
    const { Domain, UserPoolId } = jsonOf(request);
    if (request.operation === 'DeleteUserPoolDomain') domains.delete(asText(Domain));
    else domains.set(asText(Domain), { Domain, UserPoolId });
    return answer;
  },
};
