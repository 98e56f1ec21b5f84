import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import { EC2Client } from '@aws-sdk/client-ec2';

import { createCluster, createNetwork, registerTask } from '../../../testing/ecs';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { ScriptedContainers } from '../../../testing/scripted-containers';

const fixture = useEmbeddedAws({ containers: new ScriptedContainers() });
const ecs = (): ECSClient => fixture.client(ECSClient);

async function revisionOf(taskDefinition: string): Promise<number | undefined> {
  const answer = await ecs().send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return answer.taskDefinition?.revision;
}

async function deregister(taskDefinition: string): Promise<void> {
  await ecs().send(new DeregisterTaskDefinitionCommand({ taskDefinition }));
}

describe('a family without a revision', () => {
  test('is its latest one', async () => {
    for (let count = 0; count < 11; count++) await registerTask(ecs(), 'many');
    expect(await revisionOf('many')).toBe(11);
  });

  test('is the latest active one when later ones were deregistered', async () => {
    await registerTask(ecs(), 'web');
    await deregister(await registerTask(ecs(), 'web'));
    expect(await revisionOf('web')).toBe(1);
    expect(await revisionOf('web:2')).toBe(2);
  });

  test('is what runs', async () => {
    await createCluster(ecs(), 'dev');
    const { subnet } = await createNetwork(fixture.client(EC2Client));
    const active = await registerTask(ecs(), 'job');
    await deregister(await registerTask(ecs(), 'job'));
    const networkConfiguration = { awsvpcConfiguration: { subnets: [subnet] } };
    const run = new RunTaskCommand({
      cluster: 'dev',
      taskDefinition: 'job',
      launchType: 'FARGATE',
      networkConfiguration,
    });
    expect((await ecs().send(run)).tasks?.map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual([active]);
  });

  test('is unknown when none is active', async () => {
    await deregister(await registerTask(ecs(), 'gone'));
    await expect(revisionOf('gone')).rejects.toMatchObject({ message: 'Unable to describe task definition.' });
  });
});
