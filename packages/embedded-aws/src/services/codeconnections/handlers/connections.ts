import { randomUUID } from 'node:crypto';

import { arnOf } from '../../../gateway/arn';
import { AwsError } from '../../../gateway/aws-error';
import { asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import { Table } from '../../../gateway/table';
import { withoutTags, withTags } from '../../../gateway/tags';

/** A connection and its tags. */
interface KeptConnection {
  /** As GetConnection describes it. */
  readonly connection: JsonObject;
  readonly tags: unknown;
}

/** Connections by ARN. */
export const connections = new Table<KeptConnection>('AWS::CodeConnections::Connection');

/** Makes a connection that waits, as each does until a person has let the provider in. */
const createConnection: JsonAction = (input, request, { memory }) => {
  const { ConnectionName, ProviderType, HostArn, Tags = [] } = input;
  const ConnectionArn = arnOf(request, request.scope.service, `connection/${randomUUID()}`);
  const connection = { ConnectionArn, ConnectionName, ProviderType, HostArn, OwnerAccountId: request.account };
  const kept = { connection: { ...connection, ConnectionStatus: 'PENDING' }, tags: Tags };
  connections.in(memory, request).set(ConnectionArn, kept);
  return { ConnectionArn, Tags };
};

const listConnections: JsonAction = ({ ProviderTypeFilter }, request, { memory }) => {
  const all = [...connections.in(memory, request).values()].map(({ connection }) => connection);
  const isAsked = ({ ProviderType }: JsonObject): boolean =>
    ProviderTypeFilter === undefined || ProviderType === ProviderTypeFilter;
  return { Connections: all.filter(isAsked) };
};

const deleteConnection: JsonAction = ({ ConnectionArn }, request, { memory }) => {
  const arn = asText(ConnectionArn);
  find(connections.in(memory, request), arn);
  connections.in(memory, request).delete(arn);
  return {};
};

/** @param change what becomes of the tags */
function tagging(change: (tags: unknown, input: JsonObject) => unknown): JsonAction {
  return (input, request, { memory }) => {
    const arn = asText(input['ResourceArn']);
    const kept = find(connections.in(memory, request), arn);
    connections.in(memory, request).set(arn, { ...kept, tags: change(kept.tags, input) });
    return {};
  };
}

function find(records: Map<string, KeptConnection>, arn: string): KeptConnection {
  const kept = records.get(arn);
  if (kept === undefined) throw new AwsError('ResourceNotFoundException', `Resource not found: ${arn}`);
  return kept;
}

const ACTIONS: Readonly<Record<string, JsonAction>> = {
  CreateConnection: createConnection,
  GetConnection: ({ ConnectionArn }, request, { memory }) => ({
    Connection: find(connections.in(memory, request), asText(ConnectionArn)).connection,
  }),
  ListConnections: listConnections,
  DeleteConnection: deleteConnection,
  ListTagsForResource: ({ ResourceArn }, request, { memory }) => ({
    Tags: find(connections.in(memory, request), asText(ResourceArn)).tags,
  }),
  TagResource: tagging((before, { Tags }) => withTags(before, Tags, 'Key')),
  UntagResource: tagging((before, { TagKeys }) => withoutTags(before, TagKeys, 'Key')),
};

/** CodeConnections. */
export const CODECONNECTIONS_HANDLERS = [jsonHandler('codeconnections', ACTIONS)];

/** The same connections under the service's former name, CodeStar Connections. */
export const CODESTAR_CONNECTIONS_HANDLERS = [jsonHandler('codestar-connections', ACTIONS)];
