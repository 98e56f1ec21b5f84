import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  UpdateDeploymentCommand,
} from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createApi, createStage } from './testing';

const fixture = useEmbeddedAws();

let client: APIGatewayClient;
let restApiId: string;

beforeAll(async () => {
  client = fixture.client(APIGatewayClient);
  restApiId = (await createApi(client)).restApiId;
});

test('a deployment is made, described anew and deleted', async () => {
  const { id: deploymentId } = await client.send(new CreateDeploymentCommand({ restApiId }));
  const deployment = { restApiId, deploymentId };
  await client.send(
    new UpdateDeploymentCommand({
      ...deployment,
      patchOperations: [{ op: 'replace', path: '/description', value: 'First' }],
    }),
  );
  expect(await client.send(new GetDeploymentCommand(deployment))).toMatchObject({ description: 'First' });
  await client.send(new DeleteDeploymentCommand(deployment));
  expect((await client.send(new GetDeploymentsCommand({ restApiId }))).items).toEqual([]);
});

test('a deployment that a stage serves is not deleted before the stage is gone', async () => {
  const stage = await createStage(client, restApiId);
  const { deploymentId } = await client.send(new GetStageCommand(stage));
  const deleteIt = new DeleteDeploymentCommand({ restApiId, deploymentId });
  await expect(client.send(deleteIt)).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Active stages pointing to this deployment must be moved or deleted',
  });
  await client.send(new DeleteStageCommand(stage));
  await client.send(deleteIt);
  expect((await client.send(new GetDeploymentsCommand({ restApiId }))).items).toEqual([]);
});

test('a deployment that is not there is neither found nor deleted', async () => {
  const deployment = { restApiId, deploymentId: 'none' };
  const missing = { name: 'NotFoundException', message: 'Invalid Deployment identifier specified' };
  await expect(client.send(new GetDeploymentCommand(deployment))).rejects.toMatchObject(missing);
  await expect(client.send(new DeleteDeploymentCommand(deployment))).rejects.toMatchObject(missing);
});
