import {
  CreateClusterCommand,
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeleteClusterCommand,
  DeleteServiceCommand,
  ECSClient,
  ListAccountSettingsCommand,
  PutAccountSettingDefaultCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { CreateTargetGroupCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import { createCluster, createNetwork, fargateService, registerTask } from '../../../testing/ecs';
import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let ecs: ECSClient;
let place: { cluster: string; subnet: string; task: string };
let targetGroupArn: string;

beforeAll(async () => {
  ecs = fixture.client(ECSClient);
  const { vpc, subnet } = await createNetwork(fixture.client(EC2Client));
  await createCluster(ecs, 'dev');
  place = { cluster: 'dev', subnet, task: await registerTask(ecs, 'app') };
  const { TargetGroups } = await fixture
    .client(ElasticLoadBalancingV2Client)
    .send(new CreateTargetGroupCommand({ Name: 'idle', Protocol: 'HTTP', Port: 80, VpcId: vpc, TargetType: 'ip' }));
  targetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? '';
});

async function create(name: string, changes: Partial<CreateServiceCommandInput> = {}): Promise<void> {
  await ecs.send(new CreateServiceCommand({ ...fargateService(name, place), ...changes }));
}

function loadBalancers(containerName: string, containerPort: number) {
  return { loadBalancers: [{ targetGroupArn, containerName, containerPort }] };
}

describe('ECS refuses', () => {
  const refusals: [string, () => Partial<CreateServiceCommandInput>, string][] = [
    [
      'both a launch type and a strategy',
      () => ({ capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] }),
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    ],
    [
      'awsvpc without a network',
      () => ({ networkConfiguration: undefined }),
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    ],
    [
      'a container that the task lacks',
      () => loadBalancers('web', 80),
      'The container web does not exist in the task definition.',
    ],
    [
      'a port that the container lacks',
      () => loadBalancers('app', 8080),
      'The container app did not have a container port 8080 defined.',
    ],
    [
      'a target group that no load balancer forwards to',
      () => loadBalancers('app', 80),
      'does not have an associated load balancer.',
    ],
    [
      'a target group that is not there',
      () => ({ loadBalancers: [{ targetGroupArn: `${targetGroupArn}0`, containerName: 'app', containerPort: 80 }] }),
      'Unable to assume role and validate the specified targetGroupArn',
    ],
  ];

  test.each(refusals)('%s', async (_, changes, message) => {
    const result = create('refused', changes());
    await expect(result).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(result).rejects.toThrow(message);
  });

  test('a task on Fargate that does not say it runs there', async () => {
    const { taskDefinition } = await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'ec2-only',
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'app', image: 'app:1', memory: 128 }],
      }),
    );
    await expect(create('refused', { taskDefinition: taskDefinition?.taskDefinitionArn ?? '' })).rejects.toThrow(
      'Task definition does not support launch_type FARGATE.',
    );
  });

  test('a second service of the same name', async () => {
    await create('twice');
    await expect(create('twice')).rejects.toThrow('Creation of service was not idempotent.');
  });

  test('a task definition from anyone but CodeDeploy, for a service that CodeDeploy controls', async () => {
    await create('green', { deploymentController: { type: 'CODE_DEPLOY' } });
    const update = new UpdateServiceCommand({ cluster: 'dev', service: 'green', taskDefinition: place.task });
    await expect(ecs.send(update)).rejects.toThrow(
      'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
    );
    const scale = new UpdateServiceCommand({ cluster: 'dev', service: 'green', desiredCount: 3 });
    expect((await ecs.send(scale)).service?.desiredCount).toBe(3);
  });

  test('an update of a deleted service', async () => {
    await create('inactive');
    await ecs.send(new DeleteServiceCommand({ cluster: 'dev', service: 'inactive', force: true }));
    const update = new UpdateServiceCommand({ cluster: 'dev', service: 'inactive', desiredCount: 1 });
    await expect(ecs.send(update)).rejects.toMatchObject({ name: 'ServiceNotActiveException' });
  });
});

test('a cluster can be deleted only when its services are', async () => {
  await ecs.send(new CreateClusterCommand({ clusterName: 'full' }));
  await ecs.send(new CreateServiceCommand(fargateService('last', { ...place, cluster: 'full' })));
  const remove = new DeleteClusterCommand({ cluster: 'full' });

  await expect(ecs.send(remove)).rejects.toMatchObject({ name: 'ClusterContainsServicesException' });
  await ecs.send(new DeleteServiceCommand({ cluster: 'full', service: 'last', force: true }));
  expect((await ecs.send(remove)).cluster?.status).toBe('INACTIVE');
});

test("the account's default settings are kept", async () => {
  const { setting } = await ecs.send(
    new PutAccountSettingDefaultCommand({ name: 'containerInsights', value: 'enhanced' }),
  );
  const principalArn = `arn:aws:iam::${ACCOUNT}:root`;
  const expected = { name: 'containerInsights', value: 'enhanced', principalArn };
  const { settings } = await ecs.send(
    new ListAccountSettingsCommand({ name: 'containerInsights', effectiveSettings: true }),
  );

  expect(setting).toMatchObject(expected);
  expect(settings).toMatchObject([expected]);
});
