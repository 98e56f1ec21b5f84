import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentCommand,
  CreateDeploymentGroupCommand,
  type CreateDeploymentGroupCommandInput,
  DeleteApplicationCommand,
  DeleteDeploymentGroupCommand,
  type DeploymentGroupInfo,
  GetApplicationCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListDeploymentGroupsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDeploymentGroupCommand,
} from '@aws-sdk/client-codedeploy';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let client: CodeDeployClient;

beforeAll(() => {
  client = fixture.client(CodeDeployClient);
});

async function createApplication(applicationName: string): Promise<void> {
  const tags = [{ Key: 'service', Value: applicationName }];
  await client.send(new CreateApplicationCommand({ applicationName, computePlatform: 'ECS', tags }));
}

function blueGreenGroup(applicationName: string): CreateDeploymentGroupCommandInput {
  return {
    applicationName,
    deploymentGroupName: 'main',
    serviceRoleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
    deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    ecsServices: [{ clusterName: 'dev', serviceName: applicationName }],
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
      deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT' },
    },
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  };
}

async function read(applicationName: string, deploymentGroupName: string): Promise<DeploymentGroupInfo | undefined> {
  const found = await client.send(new GetDeploymentGroupCommand({ applicationName, deploymentGroupName }));
  return found.deploymentGroupInfo;
}

test('a deployment group reads back as it was created', async () => {
  await createApplication('orders');
  const group = blueGreenGroup('orders');
  const { deploymentGroupId } = await client.send(new CreateDeploymentGroupCommand(group));
  expect(await read('orders', 'main')).toEqual({
    ...group,
    deploymentGroupId,
    computePlatform: 'ECS',
    outdatedInstancesStrategy: 'UPDATE',
  });
});

test('an update changes what it names, and a new name moves the group', async () => {
  await createApplication('renamed');
  await client.send(new CreateDeploymentGroupCommand(blueGreenGroup('renamed')));
  await client.send(
    new UpdateDeploymentGroupCommand({
      applicationName: 'renamed',
      currentDeploymentGroupName: 'main',
      newDeploymentGroupName: 'live',
      deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
    }),
  );
  expect(await read('renamed', 'live')).toMatchObject({
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
    ecsServices: [{ clusterName: 'dev', serviceName: 'renamed' }],
  });
  await expect(read('renamed', 'main')).rejects.toMatchObject({ name: 'DeploymentGroupDoesNotExistException' });
});

test('a deleted group is gone and can be made again', async () => {
  await createApplication('again');
  const group = { applicationName: 'again', deploymentGroupName: 'main' };
  await client.send(new CreateDeploymentGroupCommand(blueGreenGroup('again')));
  await client.send(new DeleteDeploymentGroupCommand(group));
  expect((await client.send(new ListDeploymentGroupsCommand(group))).deploymentGroups).toEqual([]);
  await client.send(new CreateDeploymentGroupCommand(blueGreenGroup('again')));
  expect((await client.send(new ListDeploymentGroupsCommand(group))).deploymentGroups).toEqual(['main']);
});

test('a deleted application takes its groups with it and can be made again', async () => {
  await createApplication('deleted');
  await client.send(new CreateDeploymentGroupCommand(blueGreenGroup('deleted')));
  await client.send(new DeleteApplicationCommand({ applicationName: 'deleted' }));
  const get = new GetApplicationCommand({ applicationName: 'deleted' });

  expect((await client.send(new ListApplicationsCommand({}))).applications).not.toContain('deleted');
  await expect(client.send(get)).rejects.toMatchObject({
    name: 'ApplicationDoesNotExistException',
    message: 'No application found for name: deleted',
  });
  await createApplication('deleted');
  expect((await client.send(get)).application).toMatchObject({ applicationName: 'deleted', computePlatform: 'ECS' });
  await expect(read('deleted', 'main')).rejects.toMatchObject({ name: 'DeploymentGroupDoesNotExistException' });
});

test('tags are added, overwritten and removed', async () => {
  await createApplication('tagged');
  const ResourceArn = `arn:aws:codedeploy:${REGION}:${ACCOUNT}:application:tagged`;
  const Tags = [{ Key: 'platform', Value: 'shop' }];
  await client.send(new TagResourceCommand({ ResourceArn, Tags }));
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['service'] }));
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual(Tags);
});

test('names that are taken are refused', async () => {
  await createApplication('taken');
  await client.send(new CreateDeploymentGroupCommand(blueGreenGroup('taken')));
  await expect(createApplication('taken')).rejects.toMatchObject({ name: 'ApplicationAlreadyExistsException' });
  await expect(client.send(new CreateDeploymentGroupCommand(blueGreenGroup('taken')))).rejects.toMatchObject({
    name: 'DeploymentGroupAlreadyExistsException',
  });
});

test('a deployment is refused rather than written down', async () => {
  const create = new CreateDeploymentCommand({ applicationName: 'orders', deploymentGroupName: 'main' });
  await expect(client.send(create)).rejects.toThrow('keeps deployment groups but runs no deployments.');
});
