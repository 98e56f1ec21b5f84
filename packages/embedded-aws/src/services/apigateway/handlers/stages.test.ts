import {
  APIGatewayClient,
  CreateDeploymentCommand,
  GetStageCommand,
  GetStagesCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createApi, createStage, type StageKey } from './testing';

const fixture = useEmbeddedAws();

const LOG_GROUP = 'arn:aws:logs:eu-central-1:210987654321:log-group:/shop/dev/api';

let client: APIGatewayClient;
let stage: StageKey;

beforeAll(async () => {
  client = fixture.client(APIGatewayClient);
  stage = await createStage(client, (await createApi(client)).restApiId);
});

async function update(...patchOperations: { op: 'replace' | 'remove'; path: string; value?: string }[]): Promise<void> {
  await client.send(new UpdateStageCommand({ ...stage, patchOperations }));
}

test('access logs are switched on and off', async () => {
  await update(
    { op: 'replace', path: '/accessLogSettings/destinationArn', value: LOG_GROUP },
    { op: 'replace', path: '/accessLogSettings/format', value: '{"path":"$context.path"}' },
  );
  const logged = await client.send(new GetStageCommand(stage));
  expect(logged.accessLogSettings).toEqual({ destinationArn: LOG_GROUP, format: '{"path":"$context.path"}' });
  await update({ op: 'remove', path: '/accessLogSettings' });
  expect((await client.send(new GetStageCommand(stage))).accessLogSettings).toBeUndefined();
});

test('settings of all methods and of one are set, and removed separately', async () => {
  await update(
    { op: 'replace', path: '/*/*/metrics/enabled', value: 'true' },
    { op: 'replace', path: '/*/*/logging/loglevel', value: 'ERROR' },
    { op: 'replace', path: '/*/*/throttling/rateLimit', value: '12.5' },
    { op: 'replace', path: '/hello/world/GET/caching/ttlInSeconds', value: '60' },
  );
  const { methodSettings } = await client.send(new GetStageCommand(stage));
  expect(Object.keys(methodSettings ?? {}).sort()).toEqual(['*/*', 'hello/world/GET']);
  expect(methodSettings?.['*/*']).toMatchObject({
    metricsEnabled: true,
    loggingLevel: 'ERROR',
    throttlingRateLimit: 12.5,
    throttlingBurstLimit: 5000,
    dataTraceEnabled: false,
  });
  expect(methodSettings?.['hello/world/GET']).toMatchObject({ cacheTtlInSeconds: 60, metricsEnabled: false });

  await update({ op: 'remove', path: '/*/*' });
  const { methodSettings: rest } = await client.send(new GetStageCommand(stage));
  expect(Object.keys(rest ?? {})).toEqual(['hello/world/GET']);
});

test('variables, tracing and the description are changed', async () => {
  await update(
    { op: 'replace', path: '/variables/colour', value: 'blue' },
    { op: 'replace', path: '/tracingEnabled', value: 'true' },
    { op: 'replace', path: '/description', value: 'For developers' },
  );
  const expected = { variables: { colour: 'blue' }, tracingEnabled: true, description: 'For developers' };
  expect(await client.send(new GetStageCommand(stage))).toMatchObject(expected);
  const { item } = await client.send(new GetStagesCommand({ restApiId: stage.restApiId }));
  expect(item).toEqual([expect.objectContaining(expected)]);
});

test('a stage moves to another deployment, by an update or by deploying to it, and keeps its settings', async () => {
  await update({ op: 'replace', path: '/description', value: 'Stays' });
  const { id: second } = await client.send(new CreateDeploymentCommand({ restApiId: stage.restApiId }));
  await update({ op: 'replace', path: '/deploymentId', value: second ?? '' });
  expect(await client.send(new GetStageCommand(stage))).toMatchObject({ deploymentId: second, description: 'Stays' });
  const { id: third } = await client.send(new CreateDeploymentCommand(stage));
  expect(await client.send(new GetStageCommand(stage))).toMatchObject({ deploymentId: third, description: 'Stays' });
});

test('a setting of methods that does not exist is refused', async () => {
  await expect(update({ op: 'replace', path: '/*/*/logging/colour', value: 'red' })).rejects.toMatchObject({
    name: 'BadRequestException',
    message: "Invalid patch path '/*/*/logging/colour' specified for op 'replace'",
  });
});
