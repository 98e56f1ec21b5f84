import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import { EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { RunningClock } from '../../../../clock';
import { createCluster, createNetwork, fargateService } from '../../../../testing/ecs';
import { useEmbeddedAws } from '../../../../testing/embedded-aws';
import { PipelineBed, pipelineOf, sourceStage, until } from '../../../../testing/pipeline-bed';
import { zipFolder } from '../../zip';

// So fast that waiting an hour takes 36 ms, and so that no limit on real work, which it does not shorten, ends a test.
const fixture = useEmbeddedAws({ clock: new RunningClock(100_000) });

const TAGS = [{ key: 'team', value: 'shop' }];

let bed: PipelineBed;
let ecs: ECSClient;
let subnet: string;

beforeAll(async () => {
  bed = await PipelineBed.create(fixture);
  ecs = fixture.client(ECSClient);
  await createCluster(ecs, 'main');
  ({ subnet } = await createNetwork(fixture.client(EC2Client)));
});

/** Makes a service of two containers. @returns ARN of its task definition */
async function createService(name: string): Promise<string> {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: name,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'app',
          image: 'app:1',
          portMappings: [{ containerPort: 80 }],
          environment: [{ name: 'A', value: '1' }],
        },
        { name: 'proxy', image: 'proxy:1' },
      ],
      tags: TAGS,
    }),
  );
  const task = taskDefinition?.taskDefinitionArn ?? '';
  await ecs.send(new CreateServiceCommand(fargateService(name, { cluster: 'main', subnet, task })));
  return task;
}

async function service(name: string): Promise<Service | undefined> {
  const describe = new DescribeServicesCommand({ cluster: 'main', services: [name] });
  return (await ecs.send(describe)).services?.[0];
}

/** Runs a pipeline that deploys the images that a file names to the service of its own name. @returns the execution */
async function deploy(name: string, definitions: string, configuration: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'release-'));
  await writeFile(path.join(folder, 'imagedefinitions.json'), definitions);
  const Body = await zipFolder(folder);
  await rm(folder, { recursive: true });
  await fixture.client(S3Client).send(new PutObjectCommand({ Bucket: 'sources', Key: 'source.zip', Body }));
  const action = {
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
    configuration: { ClusterName: 'main', ServiceName: name, ...configuration },
    inputArtifacts: [{ name: 'source' }],
  } as const;
  const stages = [sourceStage(), { name: 'Deploy', actions: [{ ...action, inputArtifacts: [{ name: 'source' }] }] }];
  return bed.createPipeline(pipelineOf(name, [], { stages }));
}

async function deployAction(name: string, execution: string): Promise<ActionExecutionDetail | undefined> {
  return (await bed.actions(name, execution)).find(({ actionName }) => actionName === 'Deploy');
}

/** Waits for the deployment that the action has begun. @returns its id */
async function untilDeploying(name: string, execution: string): Promise<string> {
  return until(async () => (await deployAction(name, execution))?.output?.executionResult?.externalExecutionId);
}

test('a revision with the new image and everything else of the old one is deployed', async () => {
  const old = await createService('shop');
  const execution = await deploy('shop', '[{ "name": "app", "imageUri": "app:2" }]');
  const deployment = await untilDeploying('shop', execution);
  const updated = await service('shop');
  expect(updated?.deployments?.find(({ status }) => status === 'PRIMARY')?.id).toBe(deployment);
  expect(updated?.taskDefinition).not.toBe(old);

  const read = async (taskDefinition = ''): Promise<object> => {
    const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }));
    return { ...described.taskDefinition, taskDefinitionArn: '', registeredAt: '', tags: described.tags };
  };
  const [before, after] = [await read(old), await read(updated?.taskDefinition)];
  const images = { containerDefinitions: [{ image: 'app:2' }, { image: 'proxy:1' }] };
  expect(after).toMatchObject({ ...images, revision: 2, tags: TAGS });
  expect(JSON.stringify({ ...after, revision: 1 }).replace('app:2', 'app:1')).toBe(JSON.stringify(before));
});

test('a deployment that ECS takes back leaves the action in progress until its time is over, and fails it then', async () => {
  const old = await createService('rolled-back');
  const execution = await deploy('rolled-back', '[{ "name": "app", "imageUri": "app:2" }]', {
    DeploymentTimeout: '15',
  });
  const deployment = await untilDeploying('rolled-back', execution);
  const before = fixture.aws.runtime.clock.now();
  await ecs.send(new UpdateServiceCommand({ cluster: 'main', service: 'rolled-back', taskDefinition: old }));
  await until(async () => ((await deployAction('rolled-back', execution))?.status === 'Failed' ? true : undefined));

  expect(fixture.aws.runtime.clock.now() - before).toBeGreaterThan(60_000);
  expect((await deployAction('rolled-back', execution))?.output?.executionResult?.errorDetails).toEqual({
    code: 'TimeoutError',
    message: `The deployment ${deployment} did not complete within 15 minutes: ECS gave it up or rolled it back.`,
  });
});

describe('the action fails for', () => {
  const failures: [string, string, Record<string, string>, string][] = [
    [
      'a file that is not there',
      '[]',
      { FileName: 'other.json' },
      'Did not find the image definition file other.json in the input artifacts ZIP file.',
    ],
    [
      'a file that is none',
      '{ "app": "app:2" }',
      {},
      'The image definition file imagedefinitions.json contains invalid JSON format',
    ],
    [
      'a container that is not there',
      '[{ "name": "web", "imageUri": "web:2" }]',
      {},
      'names the container web, which the task definition lacks. It has: app, proxy.',
    ],
    [
      'a service that is not there',
      '[]',
      { ServiceName: 'missing' },
      'There is no service missing in the cluster main.',
    ],
    ['a cluster that is not named', '[]', { ClusterName: '' }, 'The configuration of action Deploy lacks ClusterName.'],
  ];

  test.each(failures)('%s', async (what, definitions, configuration, message) => {
    const name = what.replaceAll(' ', '-');
    await createService(name);
    const execution = await deploy(name, definitions, configuration);
    await bed.untilStatus(name, execution, 'Failed');
    expect((await deployAction(name, execution))?.output?.executionResult?.errorDetails).toEqual({
      code: 'ConfigurationError',
      message: expect.stringContaining(message) as unknown,
    });
  });
});
