import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ECSClient, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-ecs';
import { IAMClient, GetRoleCommand } from '@aws-sdk/client-iam';
import { loadPlatform } from '../../config/load';
import { applyBootstrap } from '../../cli/bootstrap/apply-bootstrap';
import { findDrift } from '../../cli/drift/find-drift';
import { venvOf } from '../../cli/project';
import { keepPlans } from '../../cli/review/keep-plans';
import { readPlanFiles } from '../../cli/review/plan-files';
import { planFolder } from 'plan-review/terraform/plan-folder';
import { planAll } from '../../cli/review/planning/plan-all';
import { States } from '../../cli/review/planning/states';
import { uploadPlans } from '../../cli/review/plan-storage';
import { applyReviewed } from '../../cli/reviewed/apply-reviewed';
import { deployReviewed } from '../../cli/reviewed/deploy-reviewed';
import { downloadList } from '../../cli/reviewed/download-list';
import { reviewedStacks } from '../../cli/reviewed/verify';
import { stateLocation, type Stack } from '../../cli/stacks/manifest';
import { readState } from '../../cli/state/state';
import { apply, init } from '../../cli/terraform/terraform';
import { bootstrapTarget, openWorkspace, terraformCall, type Workspace } from '../../cli/workspace';
import { startRehearsal, type Rehearsal } from '../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { installMoto } from 'embedded-aws/moto/install';
import { APPROVED_MOVES } from './helpers/approved-moves';
import { quietStep } from './helpers/quiet-step';
import { paths, useRunFolder } from './helpers/run-folder';
import { writeTinyStacks, type TinyPlatform, type TinyStack } from './helpers/tiny-stacks';
import { startWatchdog, type Watchdog } from './helpers/watchdog';

/** Milliseconds for a test on a busy machine. */
const TIMEOUT_MS = 600_000;

const CONFIG = path.join(__dirname, '../fixtures/platforms/reviewed.json');

jest.setTimeout(TIMEOUT_MS);

const fileOfRun = useRunFolder();
let watchdog: Watchdog;
let rehearsal: Rehearsal;
let workspace: Workspace;
let tiny: TinyPlatform;

beforeAll(async () => {
  watchdog = startWatchdog();
  const python = await installMoto({ directory: venvOf(paths) });
  const platform = loadPlatform(CONFIG);
  rehearsal = await startRehearsal({ platform, python, folder: fileOfRun(''), mark: watchdog.mark });
  const env = {
    ...rehearsalEnvironment({ ...process.env, ...watchdog.mark }, rehearsal.address),
    PLATFORM_CONFIG: CONFIG,
  };
  workspace = await openWorkspace({ ...paths, output: fileOfRun('cdktf.out') }, env);
  const target = bootstrapTarget(workspace);
  await applyBootstrap({ ...target, scratch: fileOfRun('bootstrap') });
  const { bucket, region } = stateLocation(target.stack);
  tiny = { bucket, region };
});

afterAll(async () => {
  await rehearsal.close();
  await watchdog.end();
});

/** Reviews stacks: plans them all and keeps the plans. @returns the folder with the plans */
async function review(name: string, stacks: readonly Stack[]): Promise<string> {
  const { terraform, env } = workspace;
  const folder = fileOfRun(`plans-${name}`);
  const store = await keepPlans(folder);
  const planner = {
    terraform: { binary: terraform.binary, env },
    states: new States(env),
    stacks,
    work: fileOfRun(`work-${name}`),
    keptAs: store.keptAs,
  };
  const targets = stacks.map((stack) => ({ stack, isRemoved: false }));
  const plans = await planAll(planner, targets, () => undefined);
  const commit = { ref: 'a', commit: 'a'.repeat(40) };
  await store.write({ terraformVersion: terraform.version, base: commit, head: commit, plans });
  return folder;
}

/** Deploys what was reviewed. @returns what became of each stack */
async function deploy(folder: string, stacks: readonly Stack[]): Promise<string[]> {
  const told: string[] = [];
  await applyReviewed({
    reviewed: await reviewedStacks(await readPlanFiles(folder), stacks),
    folder,
    source: 'plans',
    terraform: (stack) => terraformCall(workspace, stack),
    step: quietStep,
    tell: (text) => told.push(text),
  });
  return told;
}

async function write(...stacks: readonly TinyStack[]): Promise<Stack[]> {
  return writeTinyStacks(fileOfRun('tiny'), tiny, stacks);
}

async function valueOf(stack: Stack | undefined): Promise<unknown> {
  const state = stack && (await readState(stateLocation(stack), workspace.env));
  return state?.outputs['tiny_value'];
}

describe('the deployment of a reviewed change', () => {
  const first = { up: { name: 'up', value: 'one' }, down: { name: 'down', value: 'of', reads: 'up' } };

  it('applies the plans, and plans anew what was planned with placeholders', async () => {
    const stacks = await write(first.up, first.down);
    const plans = await review('first', stacks);
    expect(await deploy(plans, stacks)).toEqual(['up: applied', 'down: planned anew, and applied']);
    expect(await valueOf(stacks[1])).toBe('of one');
  });

  it('has nothing left to do when it is repeated', async () => {
    const stacks = await write(first.up, first.down);
    expect(await deploy(fileOfRun('plans-first'), stacks)).toEqual(['up: already applied', 'down: already applied']);
  });

  it('plans anew what reads an output that has just changed', async () => {
    const stacks = await write({ ...first.up, value: 'two' }, { ...first.down, value: 'OF' });
    const plans = await review('second', stacks);
    expect(await deploy(plans, stacks)).toEqual(['up: applied', 'down: planned anew, and applied']);
    expect(await valueOf(stacks[1])).toBe('OF two');
  });

  it('refuses a plan if the state has changed so that the plan would make other changes', async () => {
    const created = await write({ name: 'moved', value: 'one' });
    const plans = await review('created', created);
    // Somebody makes it, and takes it away again, and makes it with another value: an update now, where a creation was
    // reviewed.
    const other = await write({ name: 'moved', value: 'other' });
    for (const stack of other) {
      await init(terraformCall(workspace, stack));
      await apply(terraformCall(workspace, stack));
    }
    const again = await write({ name: 'moved', value: 'one' });
    await expect(deploy(plans, again)).rejects.toThrow(
      'moved was planned anew, and now it would do what was not reviewed:\n' +
        '  terraform_data.it: update, reviewed was create',
    );
    expect(await valueOf(again[0])).toBe('other');
  });

  it('refuses the code of another commit than was reviewed', async () => {
    const stacks = await write({ name: 'code', value: 'one' });
    const plans = await review('code', stacks);
    const changed = await write({ name: 'code', value: 'two' });
    await expect(deploy(plans, changed)).rejects.toThrow(
      'The code has moved on since the review of aaaaaaaaaaaa: code is not what was reviewed.',
    );
  });

  it('refuses a plan that was put in the place of the reviewed one', async () => {
    const stacks = await write({ name: 'forged', value: 'one' });
    const plans = await review('forged', stacks);
    const foreign = await review('foreign', await write({ name: 'forged', value: 'evil' }));
    await copyFile(path.join(foreign, 'forged.tfplan'), path.join(plans, 'forged.tfplan'));
    const reviewed = await write({ name: 'forged', value: 'one' });
    await expect(deploy(plans, reviewed)).rejects.toThrow('it holds another configuration');
    expect(await valueOf(reviewed[0])).toBeUndefined();
  });

  it('refuses a plan of the right code that destroys', async () => {
    const stacks = await write({ name: 'kept', value: 'one' });
    await deploy(await review('kept', stacks), stacks);
    const changed = await write({ name: 'kept', value: 'two' });
    const plans = await review('destroying', changed);
    const [stack] = changed;
    if (stack === undefined) throw new Error('there is no stack');
    const keep = { planFile: path.join(plans, 'kept.tfplan'), lockFile: path.join(plans, 'kept.lock.hcl') };
    await planFolder(terraformCall(workspace, stack), { isDestroyed: true, keep });
    await expect(deploy(plans, changed)).rejects.toThrow('terraform_data.it: update, reviewed was delete');
    expect(await valueOf(stack)).toBe('one');
  });

  it('replaces what was reviewed to be replaced', async () => {
    const stacks = await write({ name: 'replaced', value: 'one', replacedWith: 'a' });
    await deploy(await review('made', stacks), stacks);
    const changed = await write({ name: 'replaced', value: 'two', replacedWith: 'b' });
    expect(await deploy(await review('replaced', changed), changed)).toEqual(['replaced: planned anew, and applied']);
    expect(await valueOf(changed[0])).toBe('two');
  });

  it('refuses a file that is no plan', async () => {
    const stacks = await write({ name: 'broken', value: 'one' });
    const plans = await review('broken', stacks);
    await writeFile(path.join(plans, 'broken.tfplan'), 'no plan');
    await expect(deploy(plans, stacks)).rejects.toThrow(/terraform show of broken failed/);
  });

  it('stops at the first failure and tells how to go on', async () => {
    const stacks = await write(
      { name: 'begin', value: 'x' },
      { name: 'middle', value: 'x', fails: true },
      { name: 'end', value: 'x' },
    );
    const plans = await review('failing', stacks);
    await expect(deploy(plans, stacks)).rejects.toMatchObject({
      message: expect.stringContaining('Applied: begin. Failed: middle. Not begun: end.') as string,
      hint: 'Once the cause is mended, go on with: npm run deploy -- middle end --reviewed plans',
    });
    expect(await valueOf(stacks[2])).toBeUndefined();
  });
});

describe('bootstrap with roles for GitHub Actions', () => {
  it('makes them, and leaves nothing to change', async () => {
    const { endpoint, region } = rehearsal.address;
    const credentials = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' };
    const iam = new IAMClient({ endpoint, region, credentials });
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'shop-eu-central-1-ci-deploy-prod' }));
    iam.destroy();
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain('environment:prod');
    const { compared } = await findDrift(workspace, [bootstrapTarget(workspace).stack], () => undefined);
    expect(compared[0]).toEqual({ stack: 'bootstrap', drifted: [], undeployed: [] });
  });
});

describe('drift', () => {
  it('is a manual change, and none is reported once it is undone', async () => {
    const stack = workspace.stacks.find(({ name }) => name === 'dev-cluster');
    if (stack === undefined) throw new Error('there is no dev-cluster');
    await init(terraformCall(workspace, stack));
    await apply(terraformCall(workspace, stack));
    const { endpoint, region } = rehearsal.address;
    const credentials = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' };
    const ecs = new ECSClient({ endpoint, region, credentials });
    const resourceArn = 'arn:aws:ecs:eu-central-1:123456789012:cluster/shop-dev';
    const find = async () => (await findDrift(workspace, [stack], () => undefined)).compared;

    expect(await find()).toEqual([{ stack: 'dev-cluster', drifted: [], undeployed: [] }]);
    await ecs.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'by', value: 'hand' }] }));
    expect(await find()).toEqual([
      {
        stack: 'dev-cluster',
        drifted: [
          {
            address: expect.stringMatching(/^aws_ecs_cluster\./) as string,
            action: 'update',
            attributes: expect.arrayContaining(['tags_all.by']) as string[],
          },
        ],
        undeployed: [],
      },
    ]);
    await ecs.send(new UntagResourceCommand({ resourceArn, tagKeys: ['by'] }));
    expect(await find()).toEqual([{ stack: 'dev-cluster', drifted: [], undeployed: [] }]);
    ecs.destroy();
  });
});

describe('plans from a pull request to AWS', () => {
  it('uses the state bucket: the reviewed plans of one environment are applied, and none of others', async () => {
    const file = fileOfRun('changed.json');
    const config = JSON.parse(await readFile(CONFIG, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...config, tags: { team: 'checkout' } }));
    const env = { ...workspace.env, PLATFORM_CONFIG: file };
    const changed = await openWorkspace({ ...paths, output: fileOfRun('changed') }, env);
    const stacks = changed.stacks.filter(({ name }) => ['dev-cluster', 'prod-cluster'].includes(name));
    const plans = await review('changed', stacks);
    const commit = 'a'.repeat(40);
    const source = await uploadPlans(plans, commit, tiny, env);
    expect((await downloadList(commit, tiny, env)).sort()).toEqual(['dev-cluster', 'prod-cluster']);

    const told: string[] = [];
    const tell = (text: string): number => told.push(text);
    const options = { source, patterns: ['dev'], isApproved: true, tell, finish: APPROVED_MOVES.finish };
    await deployReviewed(changed, options);
    expect(told).toEqual(['dev-cluster: applied']);
    const [dev, prod] = await Promise.all(stacks.map((stack) => readState(stateLocation(stack), env)));
    expect(JSON.stringify(dev?.resources)).toContain('checkout');
    expect(prod).toBeUndefined();
  });

  it('accepts plans from the state bucket only', async () => {
    const source = `s3://somebody-elses/reviews/${'a'.repeat(40)}/`;
    const options = { source, patterns: [], isApproved: true, tell: () => undefined, finish: APPROVED_MOVES.finish };
    await expect(deployReviewed(workspace, options)).rejects.toMatchObject({
      message: `${source} is not where reviewed plans are kept.`,
      hint: expect.stringContaining(`s3://${tiny.bucket}/reviews/<commit>/`) as string,
    });
  });
});
