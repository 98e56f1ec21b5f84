import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteAuthorizerCommand,
  DeleteResourceCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  GetRestApisCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { apiGatewayMembers } from './records';
import { snapshots } from './snapshots';
import { createApi, createAuthorizer, createStage } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;

beforeAll(() => {
  client = fixture.client(APIGatewayClient);
});

test('nothing is left of an API when it is deleted', async () => {
  const { restApiId } = await createApi(client);
  const stage = await createStage(client, restApiId);
  await createAuthorizer(client, restApiId);
  const description = [{ op: 'replace', path: '/description', value: 'x' }] as const;
  await client.send(new UpdateStageCommand({ ...stage, patchOperations: [...description] }));
  expect(apiGatewayMembers.list(fixture.aws.memory)).not.toEqual([]);
  expect(snapshots.list(fixture.aws.memory)).not.toEqual([]);

  await client.send(new DeleteRestApiCommand({ restApiId }));
  expect(apiGatewayMembers.list(fixture.aws.memory)).toEqual([]);
  expect(snapshots.list(fixture.aws.memory)).toEqual([]);
  expect((await client.send(new GetRestApisCommand({}))).items).toEqual([]);
});

test('deleting one API leaves what is kept of another', async () => {
  const [one, two] = await Promise.all(
    ['one', 'two'].map((name) => client.send(new CreateRestApiCommand({ name, binaryMediaTypes: ['*/*'] }))),
  );
  await client.send(new DeleteRestApiCommand({ restApiId: one?.id }));
  const { items } = await client.send(new GetRestApisCommand({}));
  expect(items).toMatchObject([{ id: two?.id, binaryMediaTypes: ['*/*'] }]);
});

test('what is not there cannot be deleted', async () => {
  const { restApiId } = await createApi(client);
  const missing = { name: 'NotFoundException' };
  await expect(client.send(new DeleteRestApiCommand({ restApiId: 'none' }))).rejects.toMatchObject(missing);
  await expect(client.send(new DeleteResourceCommand({ restApiId, resourceId: 'none' }))).rejects.toMatchObject(
    missing,
  );
  await expect(client.send(new DeleteStageCommand({ restApiId, stageName: 'none' }))).rejects.toMatchObject(missing);
  await expect(client.send(new DeleteAuthorizerCommand({ restApiId, authorizerId: 'none' }))).rejects.toMatchObject(
    missing,
  );
});
