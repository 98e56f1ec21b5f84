import {
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeleteServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  ListServicesCommand,
  PutClusterCapacityProvidersCommand,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EC2Client } from '@aws-sdk/client-ec2';

import { createCluster, createNetwork, fargateService, registerTask } from '../../../testing/ecs';
import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let ecs: ECSClient;
let place: { cluster: string; subnet: string; task: string };

beforeAll(async () => {
  ecs = fixture.client(ECSClient);
  const { subnet } = await createNetwork(fixture.client(EC2Client));
  await createCluster(ecs, 'dev');
  place = { cluster: 'dev', subnet, task: await registerTask(ecs, 'app') };
});

async function read(name: string, cluster = 'dev'): Promise<Service | undefined> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
  return services?.[0];
}

test('every setting of a service reads back as it was given', async () => {
  const settings: Partial<CreateServiceCommandInput> = {
    availabilityZoneRebalancing: 'ENABLED',
    enableECSManagedTags: true,
    enableExecuteCommand: true,
    propagateTags: 'SERVICE',
    platformVersion: '1.4.0',
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: true },
      maximumPercent: 150,
      minimumHealthyPercent: 50,
      alarms: { alarmNames: ['5xx'], enable: true, rollback: true },
    },
  };
  const input = { ...fargateService('all', place), ...settings };
  const { service } = await ecs.send(new CreateServiceCommand(input));

  expect(service).toMatchObject({ ...settings, launchType: 'FARGATE' });
  expect(await read('all')).toMatchObject({ ...settings, launchType: 'FARGATE', platformFamily: 'Linux' });
});

test('what a service does not say is as ECS has it', async () => {
  await ecs.send(new CreateServiceCommand(fargateService('bare', place)));
  const service = await read('bare');

  expect(service).toMatchObject({
    availabilityZoneRebalancing: 'ENABLED',
    enableECSManagedTags: false,
    enableExecuteCommand: false,
    propagateTags: 'NONE',
    platformVersion: 'LATEST',
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: false, rollback: false },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
    },
    networkConfiguration: { awsvpcConfiguration: { securityGroups: [], assignPublicIp: 'DISABLED' } },
  });
  expect(service?.healthCheckGracePeriodSeconds).toBeUndefined();
});

test('a capacity provider strategy takes the place of a launch type', async () => {
  const input = { ...fargateService('spot', place), launchType: undefined };
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 3 }];
  await ecs.send(new CreateServiceCommand({ ...input, capacityProviderStrategy }));
  const service = await read('spot');

  expect(service?.capacityProviderStrategy).toEqual([{ capacityProvider: 'FARGATE_SPOT', weight: 3, base: 0 }]);
  expect(service?.launchType).toBeUndefined();
  expect(service).toMatchObject({ platformVersion: 'LATEST' });
});

test("a service that names neither takes its cluster's strategy", async () => {
  await createCluster(ecs, 'strategic');
  const defaultCapacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1, base: 1 }];
  const providers = { capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy };
  await ecs.send(new PutClusterCapacityProvidersCommand({ cluster: 'strategic', ...providers }));
  const follower = fargateService('follower', { ...place, cluster: 'strategic' });
  await ecs.send(new CreateServiceCommand({ ...follower, launchType: undefined }));

  expect((await read('follower', 'strategic'))?.capacityProviderStrategy).toEqual(defaultCapacityProviderStrategy);
});

test('an update changes what it names and keeps the rest', async () => {
  const input = { ...fargateService('updated', place), enableExecuteCommand: true };
  await ecs.send(new CreateServiceCommand(input));
  const { service } = await ecs.send(
    new UpdateServiceCommand({ cluster: 'dev', service: 'updated', enableECSManagedTags: true, desiredCount: 3 }),
  );

  expect(service).toMatchObject({ enableExecuteCommand: true, enableECSManagedTags: true, desiredCount: 3 });
  expect(await read('updated')).toMatchObject({ enableExecuteCommand: true, enableECSManagedTags: true });
});

test('an update of a part of the deployment configuration keeps the rest of it', async () => {
  const deploymentCircuitBreaker = { enable: true, rollback: true };
  const input = { ...fargateService('careful', place), deploymentConfiguration: { deploymentCircuitBreaker } };
  await ecs.send(new CreateServiceCommand(input));
  const deploymentConfiguration = { maximumPercent: 150, minimumHealthyPercent: 50 };
  await ecs.send(new UpdateServiceCommand({ cluster: 'dev', service: 'careful', deploymentConfiguration }));

  expect((await read('careful'))?.deploymentConfiguration).toEqual({
    deploymentCircuitBreaker,
    ...deploymentConfiguration,
  });
});

test('an update to a revision, named in short, shows its ARN in service and deployment', async () => {
  await ecs.send(new CreateServiceCommand(fargateService('revised', place)));
  const newer = await registerTask(ecs, 'app');
  const [, short] = newer.split('/');
  await ecs.send(
    new UpdateServiceCommand({ cluster: 'dev', service: 'revised', ...(short && { taskDefinition: short }) }),
  );
  const service = await read('revised');

  expect(service?.taskDefinition).toBe(newer);
  expect(service?.deployments?.map(({ taskDefinition }) => taskDefinition)).toEqual([newer]);
});

test('a deleted service is inactive, and another can take its name', async () => {
  await ecs.send(new CreateServiceCommand({ ...fargateService('deleted', place), enableExecuteCommand: true }));
  await ecs.send(new DeleteServiceCommand({ cluster: 'dev', service: 'deleted', force: true }));
  expect((await read('deleted'))?.status).toBe('INACTIVE');

  await ecs.send(new CreateServiceCommand(fargateService('deleted', place)));
  expect(await read('deleted')).toMatchObject({ status: 'ACTIVE', enableExecuteCommand: false });
});

test('a deleted service is listed no longer', async () => {
  await ecs.send(new CreateServiceCommand(fargateService('listed', place)));
  const list = async (): Promise<string[]> => {
    const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster: 'dev' }));
    return serviceArns.filter((arn) => arn.endsWith('/listed'));
  };
  expect(await list()).toHaveLength(1);
  await ecs.send(new DeleteServiceCommand({ cluster: 'dev', service: 'listed', force: true }));
  while ((await read('listed'))?.status !== 'INACTIVE') await new Promise((resolve) => setImmediate(resolve));
  expect(await list()).toEqual([]);
});
