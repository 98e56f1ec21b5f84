import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import { type CreateServiceCommandInput, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { RunningClock } from '../../../../clock';
import { useEmbeddedAws } from '../../../../testing/embedded-aws';
import { DEPLOYER } from '../../../../testing/pipeline';
import { PipelineFixture, pipelineOf, sourceStage, until } from '../../../../testing/pipeline-fixture';
import { ScriptedContainers } from '../../../../testing/scripted-containers';
import { CLUSTER, ROLLING_BACK, ServiceFixture } from '../../../ecs/runtime/testing';
import { zipFolder } from '../../../../files/zip';

const containers = new ScriptedContainers();
const fixture = useEmbeddedAws({ clock: new RunningClock(60), containers });
const services = new ServiceFixture(fixture);

const OLD = containers.define('shop:1');
const NEW = containers.define('shop:2');
const BROKEN = containers.define('broken:1', { exitCode: 1 });

const TAGS = [{ key: 'team', value: 'shop' }];

let pipelines: PipelineFixture;
let executionRoleArn: string;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture, DEPLOYER);
  executionRoleArn = await services.role('execution');
});

/** Makes a service that runs the old image. @returns ARN of its task definition */
async function createService(name: string, settings: Partial<CreateServiceCommandInput> = {}): Promise<string> {
  const environment = [{ name: 'A', value: '1' }];
  const task = await services.register(name, { image: OLD, environment }, { tags: TAGS, executionRoleArn });
  await services.create(name, task, settings);
  await services.untilCompleted(name);
  return task;
}

/** The text of the file that names the images, or where it leads as a link. */
type Definitions = string | { readonly linkTo: string };

/** Runs a pipeline that deploys the images that a file names to the service of its own name. @returns the execution */
async function deploy(
  name: string,
  definitions: Definitions,
  configuration: Record<string, string> = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'release-'));
  const file = path.join(folder, 'imagedefinitions.json');
  if (typeof definitions === 'string') await writeFile(file, definitions);
  else await symlink(definitions.linkTo, file);
  const Body = await zipFolder(folder);
  await rm(folder, { recursive: true });
  await fixture.client(S3Client).send(new PutObjectCommand({ Bucket: 'sources', Key: 'source.zip', Body }));
  const action = {
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' } as const,
    configuration: { ClusterName: CLUSTER, ServiceName: name, ...configuration },
    inputArtifacts: [{ name: 'source' }],
  };
  return pipelines.createPipeline(
    pipelineOf(name, [], { stages: [sourceStage(), { name: 'Deploy', actions: [action] }] }),
  );
}

async function deployAction(name: string, execution: string): Promise<ActionExecutionDetail | undefined> {
  return (await pipelines.actions(name, execution)).find(({ actionName }) => actionName === 'Deploy');
}

/** Waits for the deployment that the action has begun. @returns its id */
async function untilDeploying(name: string, execution: string): Promise<string> {
  return until(async () => (await deployAction(name, execution))?.output?.executionResult?.externalExecutionId);
}

function images(imageUri: string): string {
  return JSON.stringify([{ name: 'app', imageUri }]);
}

test('the service runs the new image in tasks that are otherwise the same, and nothing else, when it is done', async () => {
  const old = await createService('shop');
  const execution = await deploy('shop', images(NEW));
  const deployment = await untilDeploying('shop', execution);
  await pipelines.untilStatus('shop', execution, 'Succeeded');
  const service = await services.describe('shop');
  expect(service.deployments).toMatchObject([{ id: deployment, rolloutState: 'COMPLETED', runningCount: 2 }]);
  expect((await services.tasks('shop')).map(({ containers: all }) => all?.[0]?.image)).toEqual([NEW, NEW]);

  const read = async (taskDefinition = ''): Promise<object> => {
    const described = await services.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }));
    const given = { taskDefinitionArn: '', registeredAt: '', registeredBy: '' };
    return { ...described.taskDefinition, ...given, tags: described.tags };
  };
  const [before, after] = [await read(old), await read(service.taskDefinition)];
  expect(after).toMatchObject({ revision: 2, tags: TAGS, containerDefinitions: [{ image: NEW }] });
  expect(JSON.stringify({ ...after, revision: 1 }).replace(NEW, OLD)).toBe(JSON.stringify(before));
});

test('a deployment that ECS rolls back leaves the action in progress until its time is over, and fails it then', async () => {
  const old = await createService('rolled-back', { deploymentConfiguration: ROLLING_BACK });
  const started = fixture.aws.runtime.clock.now();
  const execution = await deploy('rolled-back', images(BROKEN), { DeploymentTimeout: '5' });
  const deployment = await untilDeploying('rolled-back', execution);
  await pipelines.untilStatus('rolled-back', execution, 'Failed');

  expect(fixture.aws.runtime.clock.now() - started).toBeGreaterThan(5 * 60_000);
  expect((await services.describe('rolled-back')).taskDefinition).toBe(old);
  expect((await deployAction('rolled-back', execution))?.output?.executionResult?.errorDetails).toEqual({
    code: 'TimeoutError',
    message: `The deployment ${deployment} did not complete within 5 minutes: ECS gave it up or rolled it back.`,
  });
});

describe('the action fails for', () => {
  const failures: [string, Definitions, Record<string, string>, string][] = [
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
      'a file that is a link to one of this machine, which it does not show',
      { linkTo: __filename },
      {},
      `expected [{"name": ..., "imageUri": ...}], got ${__filename}`,
    ],
    [
      'a container that is not there',
      '[{ "name": "web", "imageUri": "web:2" }]',
      { ServiceName: 'known' },
      'names the container web, which the task definition lacks. It has: app.',
    ],
    [
      'a service that is not there',
      '[]',
      { ServiceName: 'missing' },
      'There is no service missing in the cluster stage.',
    ],
    ['a cluster that is not named', '[]', { ClusterName: '' }, 'The configuration of action Deploy lacks ClusterName.'],
  ];

  beforeAll(() => createService('known'));

  test.each(failures)('%s', async (what, definitions, configuration, message) => {
    const name = what.replaceAll(/[ ,]+/g, '-');
    const execution = await deploy(name, definitions, configuration);
    await pipelines.untilStatus(name, execution, 'Failed');
    expect((await deployAction(name, execution))?.output?.executionResult?.errorDetails).toEqual({
      code: 'ConfigurationError',
      message: expect.stringContaining(message) as unknown,
    });
  });
});
