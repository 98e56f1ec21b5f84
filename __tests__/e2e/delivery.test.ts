import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { venvOf } from '../../cli/project';
import type { ApprovalStatus } from '../../cli/rehearse/pipeline-watch';
import { runningRelease } from '../../cli/releases/running-release';
import { releasesOf, waitForReleases } from '../../cli/releases/wait-for-releases';
import { localUrl, type PushReport } from '../../cli/rehearse/rehearse-push';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { ask } from '../../cli/rehearse/traffic';
import { until } from 'embedded-aws/testing/pipeline-fixture';
import { config } from '../helpers/config';
import { askLoadBalancer } from './helpers/ask-load-balancer';
import { containerOf } from './helpers/placeholder-container';
import { deploySome } from './helpers/deploy-some';
import { plannedChanges } from './helpers/planned-changes';
import { pushService } from './helpers/push-service';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { paths } from './helpers/run-folder';
import { beforeFirstRelease, SECRETIVE } from './suites/before-first-release';
import { stopExecutions } from './helpers/stop-executions';
import { SAMPLE, writeSource } from './helpers/sample-source';
import { releaseOf, revisionCount, runningService, type Release, type RunningService } from './helpers/running-service';

const run = promisify(execFile);

const PLATFORM = config({
  environments: { dev: { network: { natGateways: 0 } }, prod: { network: { natGateways: 0 }, approval: true } },
  services: { hello: SECRETIVE },
});
const LARGEST = { ...PLATFORM, services: { hello: { ...SECRETIVE, cpu: 2048, memory: 4096 } } };
const LARGER = { ...PLATFORM, services: { hello: { ...SECRETIVE, cpu: 1024, memory: 2048 } } };

const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

describe('a push of a service', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => writeConfig(fileOfRun('config.json'), PLATFORM));

  const push = (folder: string, decision?: ApprovalStatus): Promise<PushReport> =>
    pushService(deployed, folder, decision);

  const running = (environment: string): Promise<RunningService> => runningService(deployed, environment);

  const release = async (environment: string): Promise<Release> => releaseOf(await running(environment));

  const source = (name: string, server: (text: string) => string): Promise<string> =>
    writeSource(deployed.workspace.file(name), server);

  beforeFirstRelease(deployed, running);

  it('is built, pushed to ECR under a tag of its own, and runs in every environment by its digest', async () => {
    const { sha, before, after } = await push(SAMPLE);
    expect(before.status).toBe(200);
    expect(after).toEqual({ status: 200, body: '{"hello":"world"}' });
    const images = new DescribeImagesCommand({ repositoryName: 'shop-hello' });
    const { imageDetails: [built, ...others] = [] } = await deployed.client(ECRClient).send(images);
    expect(others).toEqual([]);
    expect([...(built?.imageTags ?? [])].sort()).toEqual([
      expect.stringMatching(new RegExp(`^${sha}-[0-9a-f-]{36}-1$`)) as string,
      'released-dev-3',
      'released-prod-3',
    ]);
    const image = `${REGISTRY}/shop-hello@${built?.imageDigest ?? ''}`;
    expect(await release('dev')).toMatchObject({ revision: 3, image });
    expect(await release('prod')).toMatchObject({ revision: 3, image });
  });

  it.each(['dev', 'prod'])('gets its secret and its variable with the first release to %s', async (name) => {
    const { family, container } = await containerOf(deployed, await running(name));
    expect(family).toBe(`shop-${name}-hello`);
    expect(container.secrets).toEqual([{ name: 'API_KEY', valueFrom: SECRETIVE.secrets.API_KEY }]);
    expect(container.environment).toContainEqual({ name: 'GREETING', value: 'Hello' });
  });

  it('leaves nothing for Terraform to change', async () => {
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });

  it('leaves services that the AWS CLI finds stable', async () => {
    const { cluster, service } = await running('dev');
    const aws = path.join(venvOf(paths), 'bin', 'aws');
    const command = ['ecs', 'wait', 'services-stable', '--cluster', cluster, '--services', service];
    await run(aws, command, { env: { ...deployed.workspace.env } });
  });

  it('is reached only through the API and with a token', async () => {
    const network = await stackOutputs(deployed.workspace, 'dev-network');
    const { endpoint } = deployed.rehearsal.aws;
    const host = network('load_balancer_dns_name');
    expect(await askLoadBalancer({ endpoint, host, path: '/hello' })).toMatchObject({ status: 404 });
    const api = await stackOutputs(deployed.workspace, 'dev-gateway');
    const url = `${localUrl(endpoint, api('api_url'))}/hello`;
    expect(await ask(url, () => Promise.resolve({}))).toEqual({ status: 401, body: '{"message":"Unauthorized"}' });
  });

  it('replaces the previous version without a failed request', async () => {
    const { before, after, traffic } = await push(await source('second', (text) => text.replace("'world'", "'again'")));
    expect([before.body, after.body]).toEqual(['{"hello":"world"}', '{"hello":"again"}']);
    expect(traffic?.requests).toBeGreaterThan(10);
    expect(traffic?.failures).toEqual([]);
  });

  it('that is rejected at the approval is not deployed', async () => {
    const before = await release('prod');
    const refused = await source('refused', (text) => text.replace("'world'", "'refused'"));
    await expect(push(refused, 'Rejected')).rejects.toThrow(/Deploy-prod\/Approval failed: Rejected/);
    expect(await release('prod')).toEqual(before);
  });

  it('that does not start is rolled back: no request fails, the pipeline fails, and Terraform has nothing to change', async () => {
    const before = await release('dev');
    const broken = await source('broken', (text) => `${text}\nprocess.exit(1);\n`);
    await expect(push(broken)).rejects.toThrow(/Deploy-dev\/Record failed/);
    expect(await release('dev')).toEqual(before);
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });

  it('stays deployed when the cpu changes, which makes exactly one new revision and a service update', async () => {
    const before = await release('dev');
    const revisions = await revisionCount(await running('dev'));
    const changed = await deployed.workspace.with(await writeConfig(deployed.workspace.file('config.json'), LARGER));
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

  it('is waited for by a deployment in the middle of it, which undoes nothing', async () => {
    const { settings } = deployed.rehearsal.aws;
    // What is left of the release that did not start.
    await stopExecutions(settings, 'shop-hello');
    const before = await release('dev');
    const changed = await deployed.workspace.with(await writeConfig(deployed.workspace.file('config.json'), LARGEST));
    const pushed = push(await source('third', (text) => text.replace("'world'", "'third'")));
    const stage = { pipeline: 'shop-hello', environment: 'dev', region: changed.platform.region };
    await until(() => runningRelease(stage, changed.env));
    const told: string[] = [];
    const tell = (text: string): number => told.push(text);
    await waitForReleases(['dev-hello'], { ...releasesOf(changed, tell), pollMs: 200 });
    expect(told).toEqual(['dev-hello is deployed when the release of shop-hello has ended that is on its way.']);
    await quietStep('Deploy dev-hello', () => deploySome(changed, ['dev-hello']));
    await pushed;
    const { image, cpu } = await release('dev');
    expect(cpu).toBe('2048');
    expect(image).not.toBe(before.image);
    expect(image).toBe((await release('prod')).image);
  });
});

async function writeConfig(file: string, content: object): Promise<string> {
  await writeFile(file, JSON.stringify(content));
  return file;
}
