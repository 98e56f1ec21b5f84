import { readFile, writeFile } from 'node:fs/promises';
import { DescribeTaskDefinitionCommand, ECSClient, ListServicesCommand } from '@aws-sdk/client-ecs';
import { destroyRemoved } from '../../cli/removed/destroy-removed';
import { findRemovedStacks } from '../../cli/removed/removed-stacks';
import { readStacks } from '../../cli/stacks/manifest';
import type { RehearsalWorkspace } from '../../cli/start/rehearsal-workspace';
import { differingStacks, readBytes } from '../../cli/start/same-bytes';
import { config } from '../helpers/config';
import { cdktfCli } from './helpers/cdktf-cli';
import { deploySome } from './helpers/deploy-some';
import { plannedChanges } from './helpers/planned-changes';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { revisionCount, runningService } from './helpers/running-service';

const first = config({ environments: { dev: { network: { natGateways: 0 } } } });
const larger = { ...first, services: { hello: { repository: 'hello', cpu: 1024, memory: 2048 } } };
const withOrders = { ...larger, services: { ...larger.services, orders: { repository: 'orders' } } };

/** What Terraform says after it has applied a stack in which nothing was to do. */
const UNCHANGED = 'Apply complete! Resources: 0 added, 0 changed, 0 destroyed.';

/** What a change of a task's size is to change, and nothing else: the service runs its placeholder until a release. */
const NEW_REVISION = ['dev-hello: replace aws_ecs_task_definition'];

/** Without it the CDKTF CLI asks Terraform's registry for checksums of other systems' providers. */
const LOCAL = '--skip-provider-lock';

describe('a deployed platform with one service', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => writeConfig(fileOfRun('config.json'), first));

  const changedTo = async (changed: object): Promise<RehearsalWorkspace> =>
    deployed.workspace.with(await writeConfig(deployed.workspace.file('config.json'), changed));

  it('is not changed by a second deployment, which the CDKTF CLI does', async () => {
    const { workspace } = deployed;
    await quietStep('Deploy again', (report) => workspace.cdktf('deploy', ['*'], report));
    const said = await readFile(workspace.file('cdktf-deploy/deploy.log'), 'utf8');
    const applied = said.match(/Apply complete! Resources: .*$/gm);
    expect(applied).toEqual(workspace.stacks.map(() => UNCHANGED));
  });

  it('can be synthesized, planned and deployed with the CDKTF CLI alone', async () => {
    const { workspace } = deployed;
    const cdktf = (...args: string[]) => cdktfCli(workspace, workspace.file('config.json'), 'by-cdktf', ...args);
    expect(await cdktf('synth')).toMatchObject({ exitCode: 0 });
    const synthesized = await readBytes(await readStacks(workspace.file('by-cdktf')));
    expect(differingStacks(await readBytes(workspace.stacks), synthesized)).toEqual([]);
    const planned = await cdktf('diff', 'dev-hello', LOCAL);
    expect(planned).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('No changes.') as string });
    const applied = await cdktf('deploy', 'dev-hello', LOCAL, '--auto-approve', '--ignore-missing-stack-dependencies');
    expect(applied).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(UNCHANGED) as string });
  });

  it('gets exactly one new task definition revision when the cpu changes, which its first release begins with', async () => {
    const service = await runningService(deployed, 'dev');
    const changed = await changedTo(larger);
    expect(await plannedChanges(changed)).toEqual(NEW_REVISION);
    await quietStep('Deploy dev-hello', () => deploySome(changed, ['dev-hello']));
    expect(await revisionCount(service)).toBe(2);
    const { taskDefinition } = await service.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: service.family }),
    );
    expect(taskDefinition).toMatchObject({ revision: 2, cpu: '1024' });
  });

  it("gets only a new service's own stacks and the environment's API when a service is added", async () => {
    const before = await changedTo(larger);
    const bytesBefore = await readBytes(before.stacks);
    const changed = await changedTo(withOrders);
    const differing = differingStacks(bytesBefore, await readBytes(changed.stacks));
    expect(differing.sort()).toEqual(['dev-gateway', 'dev-orders', 'orders-pipeline', 'orders-registry']);

    deployed.rehearsal.github.store.createRepository('example-org', 'orders');
    await quietStep(`Deploy ${differing.join(', ')}`, () => deploySome(changed, differing));
    expect(await plannedChanges(changed)).toEqual([]);
  });

  it('keeps no resource of a service that was removed from the config, once the removed stacks are destroyed', async () => {
    const changed = await changedTo(larger);
    await quietStep('Deploy dev-gateway', () => deploySome(changed, ['dev-gateway']));
    const { stacks, terraform } = changed;
    const removed = await findRemovedStacks(stacks, terraform.env);
    expect(removed.map(({ name }) => name)).toEqual(['orders-pipeline', 'dev-orders', 'orders-registry']);

    await destroyRemoved({ removed, stacks, terraform, scratch: changed.file('removed'), step: quietStep });
    expect(await findRemovedStacks(stacks, terraform.env)).toEqual([]);
    expect(await plannedChanges(changed)).toEqual([]);
    const services = await deployed.client(ECSClient).send(new ListServicesCommand({ cluster: 'shop-dev' }));
    expect(services.serviceArns).toHaveLength(1);
    expect(deployed.rehearsal.github.hooks().map(({ repository }) => repository.name)).toEqual(['hello']);
  });
});

async function writeConfig(file: string, content: object): Promise<string> {
  await writeFile(file, JSON.stringify(content));
  return file;
}
