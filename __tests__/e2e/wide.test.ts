import path from 'node:path';
import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient, ListServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { differingStacks, readBytes } from '../../cli/start/same-bytes';
import { stateLocation, type Stack } from '../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../cli/start/rehearsal-workspace';
import { lastRelease } from '../helpers/last-release';
import { runNpm } from '../helpers/npm-command';
import { askLoadBalancer } from './helpers/ask-load-balancer';
import { plannedChanges } from './helpers/planned-changes';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { applyInLayers, changedSince, deployedStates, lastingResourcesIn, upgrade } from './helpers/upgrade';

const ENVIRONMENTS = ['dev', 'integrationtests', 'production'];
const SERVICES = 5;

const CONFIG = path.join(__dirname, '../fixtures/platforms/wide.config.ts');

const NAME = 'stellar-logistics-platform-west1';

/** What the load balancer answers to a request that no rule takes. */
const REFUSED = { status: 404, body: 'Not Found' };

const release = lastRelease();

describe('a platform of three environments and five services with the longest names, in another region and account', () => {
  const deployed = useRehearsedPlatform(release.configFile, { release: release.output });
  let upgraded: RehearsalWorkspace;

  const insightsLog = async (): Promise<string> => {
    const cluster = (await stackOutputs(deployed.workspace, 'dev-cluster'))('cluster_name');
    return `/aws/ecs/containerinsights/${cluster}/performance`;
  };

  it.each(['plan', 'drift', 'destroy'])(
    'gets no %s by this version until the state of its gateway is moved',
    async (command) => {
      const env = { ...deployed.workspace.env, PLATFORM_CONFIG: CONFIG };
      const { exitCode, stderr } = await runNpm(['run', command, '--', 'dev-gateway'], env);
      expect(stderr).toContain('Deploying moves them: npm run deploy -- dev-gateway');
      expect(exitCode).toBe(1);
    },
  );

  it('has a log group that AWS has made, as soon as tasks ran in a cluster with Container Insights', async () => {
    const logGroupName = await insightsLog();
    await deployed.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName }));
  });

  it(`is upgraded from ${release.version}: no plan creates, replaces or destroys anything that is not announced`, async () => {
    const before = await deployedStates(deployed.workspace);
    expect(await upgrade(release.output, deployed.workspace)).toEqual({ harm: [], missing: [] });
    const after = await deployedStates(deployed.workspace);
    expect(lastingResourcesIn(after)).toEqual(expect.arrayContaining(lastingResourcesIn(before)));

    const changed = await changedSince(release.output, deployed.workspace);
    const bytes = await readBytes(deployed.workspace.stacks);
    upgraded = await deployed.workspace.with(CONFIG);
    const differing = differingStacks(bytes, await readBytes(upgraded.stacks));
    const named = (names: readonly string[]): Stack[] => upgraded.stacks.filter(({ name }) => names.includes(name));
    await quietStep(`Deploy ${differing.join(', ')}`, () => applyInLayers(upgraded, named(differing)));
    expect(await plannedChanges(upgraded, named([...changed, ...differing]))).toEqual([]);
    const states = await deployedStates(upgraded);
    expect(states.map(({ key }) => key).sort()).toEqual(
      upgraded.stacks.map((stack) => stateLocation(stack).key).sort(),
    );
  });

  it('has taken over the log group that AWS had made, with a retention', async () => {
    const find = new DescribeLogGroupsCommand({ logGroupNamePrefix: await insightsLog() });
    const { logGroups } = await deployed.client(CloudWatchLogsClient).send(find);
    expect(logGroups?.map(({ retentionInDays }) => retentionInDays)).toEqual([30]);
  });

  it('accepts what the API sent before the upgrade, and what it sends now', async () => {
    const host = (await stackOutputs(upgraded, 'dev-network'))('load_balancer_dns_name');
    const { endpoint } = deployed.rehearsal.aws;
    const direct = async (path: string, secret: string): Promise<unknown> => {
      const read = new GetParameterCommand({ Name: `/${NAME}/dev/${secret}`, WithDecryption: true });
      const value = (await deployed.client(SSMClient).send(read)).Parameter?.Value ?? '';
      return askLoadBalancer({ endpoint, host, path, headers: { 'x-origin-verify': value } });
    };
    expect(await direct('/v1/billing', 'origin-secret')).not.toEqual(REFUSED);
    expect(await direct('/v1/billing', 'billing/origin-secret')).not.toEqual(REFUSED);
    expect(await direct('/v1/invoices', 'billing/origin-secret')).toEqual(REFUSED);
  });

  it.each(ENVIRONMENTS)('runs every service in %s', async (environment) => {
    const cluster = (await stackOutputs(upgraded, `${environment}-cluster`))('cluster_name');
    const { serviceArns = [] } = await deployed.client(ECSClient).send(new ListServicesCommand({ cluster }));
    expect(serviceArns).toHaveLength(SERVICES);
    for (const arn of serviceArns) expect(arn).toContain(':us-west-2:210987654321:');
  });

  it('keeps the images of every service in a repository of its own whose tags never move', async () => {
    const { repositories = [] } = await deployed.client(ECRClient).send(new DescribeRepositoriesCommand({}));
    expect(repositories.map((repository) => repository.imageTagMutability)).toEqual(Array(SERVICES).fill('IMMUTABLE'));
  });

  it("has a webhook with a secret of its own at every service's repository", () => {
    const secrets = deployed.rehearsal.github.hooks().map((hook) => hook.config.secret);
    expect(new Set(secrets).size).toBe(SERVICES);
  });
});
