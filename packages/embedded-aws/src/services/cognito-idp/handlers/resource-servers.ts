import { callOperation } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asText, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import { Table } from '../../../gateway/table';
import { invalidParameter, notFound } from './errors';

/** Resource servers by user pool and identifier, as Cognito describes them. */
export const resourceServers = new Table<JsonObject>('AWS::Cognito::UserPoolResourceServer');

type Servers = Map<string, JsonObject>;

const ACTIONS: Readonly<Record<string, (input: JsonObject, servers: Servers) => JsonObject>> = {
  CreateResourceServer: (input, servers) => {
    if (servers.has(keyOf(input))) {
      throw invalidParameter(
        `${asText(input['Identifier'])} already exists in user pool ${asText(input['UserPoolId'])}.`,
      );
    }
    return keep(input, servers);
  },
  UpdateResourceServer: (input, servers) => {
    find(input, servers);
    return keep(input, servers);
  },
  DescribeResourceServer: (input, servers) => ({ ResourceServer: find(input, servers) }),
  ListResourceServers: ({ UserPoolId }, servers) => ({ ResourceServers: serversOf(servers, UserPoolId) }),
  DeleteResourceServer: (input, servers) => {
    find(input, servers);
    servers.delete(keyOf(input));
    return {};
  },
};

/** Keeps resource servers: moto can neither change nor delete them. */
export const resourceServerActions: Handler = {
  service: 'cognito-idp',
  operations: Object.keys(ACTIONS),
  handle: async (request, _next, { memory, moto }) => {
    const input = jsonOf(request);
    const { UserPoolId } = input;
    const pool = await callOperation(request, moto, 'DescribeUserPool', { UserPoolId });
    if (pool === undefined) throw notFound(`User pool ${asText(UserPoolId)} does not exist.`);
    return jsonAnswer(ACTIONS[request.operation]?.(input, resourceServers.in(memory, request)) ?? {});
  },
};

/** The scopes that the resource servers of a user pool offer, as tokens have them: `{identifier}/{name}`. */
export function customScopesOf(servers: Servers, userPoolId: unknown): readonly string[] {
  return serversOf(servers, userPoolId).flatMap(({ Identifier, Scopes }) =>
    asList(Scopes).map((scope) => `${asText(Identifier)}/${asText((scope as JsonObject)['ScopeName'])}`),
  );
}

function serversOf(servers: Servers, userPoolId: unknown): readonly JsonObject[] {
  return [...servers.values()].filter(({ UserPoolId }) => UserPoolId === userPoolId);
}

function keep({ UserPoolId, Identifier, Name, Scopes }: JsonObject, servers: Servers): JsonObject {
  const server = { UserPoolId, Identifier, Name, Scopes: asList(Scopes) };
  servers.set(keyOf(server), server);
  return { ResourceServer: server };
}

function find(input: JsonObject, servers: Servers): JsonObject {
  const server = servers.get(keyOf(input));
  if (server === undefined) throw notFound(`Resource server ${asText(input['Identifier'])} does not exist.`);
  return server;
}

function keyOf({ UserPoolId, Identifier }: JsonObject): string {
  return `${asText(UserPoolId)}/${asText(Identifier)}`;
}
