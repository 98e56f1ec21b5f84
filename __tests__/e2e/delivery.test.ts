import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { IAMClient } from '@aws-sdk/client-iam';
import { venvOf } from '../../cli/project';
import { localUrl, rehearsePush, type PushReport } from '../../cli/rehearse/rehearse-push';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { ask } from '../../cli/rehearse/traffic';
import { config } from '../helpers/config';
import { attemptDelivery } from './helpers/attempt-delivery';
import { deploySome } from './helpers/deploy-some';
import { grantedActions, withoutAction } from './helpers/granted-actions';
import { plannedChanges } from './helpers/planned-changes';
import { quietStep, useRehearsedPlatform } from './helpers/rehearsed-platform';
import { paths } from './helpers/run-folder';
import { releaseOf, revisionCount, type Release, type RunningService } from './helpers/running-service';

const run = promisify(execFile);

const PLATFORM = config({
  environments: { dev: { network: { natGateways: 0 } }, prod: { network: { natGateways: 0 }, approval: true } },
});
const LARGER = { ...PLATFORM, services: { hello: { repository: 'hello', cpu: 1024, memory: 2048 } } };

const SOURCE = path.join(paths.root, 'examples', 'hello');
const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

/** S3 asks for it only where an artifact is read by its version; the guides of both services have it in their policies. */
const BY_VERSION = { 's3:GetObjectVersion': 'artifacts may be read by version' };
const LOGGING = { 'logs:PutLogEvents': 'without it the log is missing, and nothing fails' };

/** The roles of a delivery, and what they are granted although a delivery here gets on without: why all the same. */
const NOT_ASKED_FOR: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shop-hello-pipeline': {
    ...BY_VERSION,
    's3:GetBucketAcl': "in the policy of CodePipeline's guide",
    's3:GetBucketLocation': "in the policy of CodePipeline's guide",
  },
  'shop-hello-build': { ...BY_VERSION, ...LOGGING, 'ecr:BatchGetImage': 'docker asks whether it pushes what is there' },
  'shop-hello-record': {
    ...BY_VERSION,
    ...LOGGING,
    'ecs:DeregisterTaskDefinition': 'for a deployment that failed',
    'ecs:UpdateService': 'for a first deployment that failed',
  },
  'shop-dev-hello-execution': LOGGING,
};

describe('a push of a service', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => writeConfig(fileOfRun('config.json'), PLATFORM));

  const push = (folder: string): Promise<PushReport> => {
    const { exercise, rehearsal } = deployed;
    const [service] = exercise.platform.services;
    if (service === undefined) throw new Error('the platform has no service');
    const decide = (): Promise<'Approved'> => Promise.resolve('Approved');
    const options = { platform: exercise.platform, exercise, rehearsal, service, folder, step: quietStep, decide };
    return rehearsePush({ ...options, message: 'Change hello' });
  };

  const running = async (environment: string): Promise<RunningService> => {
    const cluster = await stackOutputs(deployed.exercise, `${environment}-cluster`);
    const service = await stackOutputs(deployed.exercise, `${environment}-hello`);
    return {
      ecs: deployed.client(ECSClient),
      cluster: cluster('cluster_name'),
      service: service('service_name'),
      family: service('task_definition_family'),
    };
  };

  const release = async (environment: string): Promise<Release> => releaseOf(await running(environment));

  const source = async (name: string, server: (text: string) => string): Promise<string> => {
    const folder = deployed.exercise.file(name);
    await mkdir(folder, { recursive: true });
    await cp(SOURCE, folder, { recursive: true });
    const file = path.join(folder, 'server.js');
    await writeFile(file, server(await readFile(file, 'utf8')));
    return folder;
  };

  it('is built, pushed to ECR under its commit, and runs in every environment', async () => {
    const { sha, after } = await push(SOURCE);
    expect(after).toEqual({ status: 200, body: '{"hello":"world"}' });
    const image = `${REGISTRY}/shop-hello:${sha}`;
    expect(await release('dev')).toMatchObject({ revision: 2, image });
    expect(await release('prod')).toMatchObject({ revision: 2, image });
    const images = new DescribeImagesCommand({ repositoryName: 'shop-hello' });
    const { imageDetails } = await deployed.client(ECRClient).send(images);
    expect(imageDetails?.map(({ imageTags }) => imageTags)).toEqual([[sha]]);
  });

  it('leaves nothing for Terraform to change', async () => {
    expect(await plannedChanges(deployed.exercise)).toEqual([]);
  });

  it('leaves services that the AWS CLI finds stable', async () => {
    const { cluster, service } = await running('dev');
    const aws = path.join(venvOf(paths), 'bin', 'aws');
    const command = ['ecs', 'wait', 'services-stable', '--cluster', cluster, '--services', service];
    await run(aws, command, { env: { ...deployed.exercise.env } });
  });

  it('reaches nobody past the API, and nobody without a token', async () => {
    const network = await stackOutputs(deployed.exercise, 'dev-network');
    const { endpoint } = deployed.rehearsal.aws;
    expect(await askLoadBalancer(endpoint, network('load_balancer_dns_name'), '/hello')).toBe(404);
    const api = await stackOutputs(deployed.exercise, 'dev-api');
    const url = `${localUrl(endpoint, api('api_url'))}/hello`;
    expect(await ask(url, () => Promise.resolve({}))).toEqual({ status: 401, body: '{"message":"Unauthorized"}' });
  });

  it('replaces the version before without a failed request', async () => {
    const { before, after, traffic } = await push(await source('second', (text) => text.replace("'world'", "'again'")));
    expect([before.body, after.body]).toEqual(['{"hello":"world"}', '{"hello":"again"}']);
    expect(traffic?.requests).toBeGreaterThan(10);
    expect(traffic?.failures).toEqual([]);
  });

  it('that does not start is rolled back: users notice nothing, the pipeline fails, and Terraform has nothing to change', async () => {
    const before = await release('dev');
    const broken = await source('broken', (text) => `${text}\nprocess.exit(1);\n`);
    await expect(push(broken)).rejects.toThrow(/Deploy-dev\/Record failed/);
    expect(await release('dev')).toEqual(before);
    expect(await plannedChanges(deployed.exercise)).toEqual([]);
  });

  it('is what a later change of the cpu keeps, in exactly one new revision and a service update', async () => {
    const before = await release('dev');
    const revisions = await revisionCount(await running('dev'));
    const changed = await deployed.exercise.with(await writeConfig(deployed.exercise.file('config.json'), LARGER));
    expect(await plannedChanges(changed)).toEqual([
      'dev-hello: replace aws_ecs_task_definition',
      'dev-hello: update aws_ecs_service',
      'prod-hello: replace aws_ecs_task_definition',
      'prod-hello: update aws_ecs_service',
    ]);
    await quietStep('Deploy dev-hello', () => deploySome(changed, ['dev-hello']));
    expect(await release('dev')).toMatchObject({ cpu: '1024', image: before.image });
    expect(await revisionCount(await running('dev'))).toBe(revisions + 1);
  });

  it.each(Object.entries(NOT_ASKED_FOR))(
    'fails without any one of the actions that role %s is granted',
    async (role, idle) => {
      const iam = deployed.client(IAMClient);
      const pipeline = await stackOutputs(deployed.exercise, 'hello-pipeline');
      const attempt = {
        rehearsal: deployed.rehearsal,
        owner: 'example-org',
        repository: 'hello',
        pipelineName: pipeline('pipeline_name'),
      };
      const idleActions: string[] = [];
      for (const action of await grantedActions(iam, role)) {
        const folder = await source('attempt', (text) => `${text}\n// ${role} without ${action}\n`);
        const outcome = await withoutAction(iam, role, action, () => attemptDelivery({ ...attempt, folder }));
        if (outcome === 'Succeeded') idleActions.push(action);
      }
      expect(idleActions).toEqual(Object.keys(idle).sort());
    },
  );
});

/** Asks a load balancer directly. @returns the HTTP status */
async function askLoadBalancer(endpoint: string, host: string, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${endpoint}${target}`, { headers: { host } }, (response) => {
      text(response).then(() => {
        resolve(response.statusCode ?? 0);
      }, reject);
    });
    asked.once('error', reject).end();
  });
}

async function writeConfig(file: string, content: object): Promise<string> {
  await writeFile(file, JSON.stringify(content));
  return file;
}
