import path from 'node:path';
import { ECSClient, ListServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { tearDown } from '../../cli/start/tear-down';
import { requireNoRemainingResources } from '../../cli/start/require-no-remaining-resources';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { plannedChanges } from './helpers/planned-changes';
import { quietStep, useRehearsedPlatform } from './helpers/rehearsed-platform';

const ENVIRONMENTS = ['dev', 'integrationtests', 'production'];
const SERVICES = 5;

describe('a platform of three environments and five services with the longest names, in another region and account', () => {
  const deployed = useRehearsedPlatform(path.join(__dirname, '../fixtures/platforms/wide.config.ts'));

  it('is as planned once it is deployed', async () => {
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });

  it.each(ENVIRONMENTS)('runs every service in %s', async (environment) => {
    const cluster = (await stackOutputs(deployed.workspace, `${environment}-cluster`))('cluster_name');
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

  it('leaves nothing when it is destroyed', async () => {
    await tearDown(deployed.workspace, quietStep);
    await requireNoRemainingResources(deployed.rehearsal);
    expect(deployed.rehearsal.github.hooks()).toEqual([]);
  });
});
