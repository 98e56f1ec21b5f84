import {
  APIGatewayClient,
  CreateRestApiCommand,
  GetRestApiCommand,
  GetStageCommand,
  GetTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createApi, createStage } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;

beforeAll(() => {
  client = fixture.client(APIGatewayClient);
});

async function change(resourceArn: string): Promise<Record<string, string> | undefined> {
  await client.send(new TagResourceCommand({ resourceArn, tags: { 'cost centre': '7/b', platform: 'store' } }));
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['environment'] }));
  return (await client.send(new GetTagsCommand({ resourceArn }))).tags;
}

test('the tags of an API are added, overwritten and removed', async () => {
  const tags = { platform: 'shop', environment: 'dev' };
  const { id: restApiId = '' } = await client.send(new CreateRestApiCommand({ name: 'shop', tags }));
  const changed = { platform: 'store', 'cost centre': '7/b' };
  expect(await change(`arn:aws:apigateway:eu-central-1::/restapis/${restApiId}`)).toEqual(changed);
  expect((await client.send(new GetRestApiCommand({ restApiId }))).tags).toEqual(changed);
});

test('the tags of a stage are added, overwritten and removed', async () => {
  const stage = await createStage(client, (await createApi(client)).restApiId);
  const changed = { platform: 'store', 'cost centre': '7/b' };
  expect(await change(`arn:aws:apigateway:eu-central-1::/restapis/${stage.restApiId}/stages/dev`)).toEqual(changed);
  expect((await client.send(new GetStageCommand(stage))).tags).toEqual(changed);
});

test('an API that is not there has no tags', async () => {
  const resourceArn = 'arn:aws:apigateway:eu-central-1::/restapis/none';
  await expect(client.send(new GetTagsCommand({ resourceArn }))).rejects.toMatchObject({ name: 'NotFoundException' });
});
