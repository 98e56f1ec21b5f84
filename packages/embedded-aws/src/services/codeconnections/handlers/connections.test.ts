import {
  CodeStarConnectionsClient,
  CreateConnectionCommand,
  DeleteConnectionCommand,
  GetConnectionCommand,
  ListConnectionsCommand,
  ListTagsForResourceCommand,
  type ProviderType,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-codestar-connections';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let client: CodeStarConnectionsClient;

beforeAll(() => {
  client = fixture.client(CodeStarConnectionsClient);
});

async function create(ConnectionName: string, kind: ProviderType = 'GitHub'): Promise<string> {
  const Tags = [{ Key: 'platform', Value: 'shop' }];
  const created = await client.send(new CreateConnectionCommand({ ConnectionName, ProviderType: kind, Tags }));
  return created.ConnectionArn ?? '';
}

test('a connection waits for a person to let the provider in', async () => {
  const ConnectionArn = await create('github');
  expect(ConnectionArn).toMatch(
    new RegExp(`^arn:aws:codestar-connections:${REGION}:${ACCOUNT}:connection/[0-9a-f-]{36}$`),
  );
  expect((await client.send(new GetConnectionCommand({ ConnectionArn }))).Connection).toEqual({
    ConnectionArn,
    ConnectionName: 'github',
    ProviderType: 'GitHub',
    OwnerAccountId: ACCOUNT,
    ConnectionStatus: 'PENDING',
  });
});

test('connections are listed by provider', async () => {
  await create('cloud', 'Bitbucket');
  const { Connections } = await client.send(new ListConnectionsCommand({ ProviderTypeFilter: 'Bitbucket' }));
  expect(Connections?.map(({ ConnectionName }) => ConnectionName)).toEqual(['cloud']);
});

test('tags are added, overwritten and removed', async () => {
  const ResourceArn = await create('tagged');
  const Tags = [{ Key: 'service', Value: 'orders' }];
  await client.send(new TagResourceCommand({ ResourceArn, Tags }));
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['platform'] }));
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual(Tags);
});

test('a deleted connection is not found, neither to read nor to delete again', async () => {
  const ConnectionArn = await create('deleted');
  await client.send(new DeleteConnectionCommand({ ConnectionArn }));
  const notFound = { name: 'ResourceNotFoundException', message: `Resource not found: ${ConnectionArn}` };
  await expect(client.send(new GetConnectionCommand({ ConnectionArn }))).rejects.toMatchObject(notFound);
  await expect(client.send(new DeleteConnectionCommand({ ConnectionArn }))).rejects.toMatchObject(notFound);
});

test("the service's newer name has the same connections", async () => {
  const ConnectionArn = await create('renamed');
  const response = await fetch(fixture.aws.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=key/20260101/${REGION}/codeconnections/aws4_request`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'CodeConnections_20231201.GetConnection',
    },
    body: JSON.stringify({ ConnectionArn }),
  });
  expect(await response.json()).toMatchObject({ Connection: { ConnectionName: 'renamed' } });
});
