import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ECSClient, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-ecs';
import { IAMClient, GetRoleCommand } from '@aws-sdk/client-iam';
import { loadPlatform } from '../../config/load';
import { applyBootstrap } from '../../cli/bootstrap/apply-bootstrap';
import { findDrift } from '../../cli/drift/find-drift';
import { venvOf } from '../../cli/project';
import { planAll } from '../../cli/review/planning/plan-all';
import { Keys } from '../../cli/review/planning/keys';
import { States } from '../../cli/review/planning/states';
import { keepRecordHere, keepRecordInBucket } from '../../cli/review/record/keep-record';
import type { MadeReview } from '../../cli/review/record/make-record';
import { recordKey } from '../../cli/review/record/record-storage';
import { applyReviewed } from '../../cli/reviewed/apply-reviewed';
import { deployReviewed } from '../../cli/reviewed/deploy-reviewed';
import { downloadList } from '../../cli/reviewed/download-list';
import { openSource } from '../../cli/reviewed/open-record';
import { reviewedStacks } from '../../cli/reviewed/verify';
import { stateLocation, type Stack } from '../../cli/stacks/manifest';
import type { Environment } from '../../cli/project';
import { s3Client } from '../../cli/state/s3';
import { readState } from '../../cli/state/state';
import { apply, init } from '../../cli/terraform/terraform';
import { bootstrapTarget, openWorkspace, terraformCall, type Workspace } from '../../cli/workspace';
import { startRehearsal, type Rehearsal } from '../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { openSession } from 'embedded-aws/gateway/sessions';
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

/** The credentials of a role that jobs assume, in place of those of a person. */
function as(role: string): Environment {
  const roleArn = `arn:aws:iam::123456789012:role/shop-eu-central-1-ci-${role}`;
  const session = { account: '123456789012', role: { roleArn, sessionName: 'job' } };
  const { accessKeyId, secretAccessKey, sessionToken } = openSession(rehearsal.aws.memory, session);
  return {
    ...workspace.env,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}

const COMMIT = 'a'.repeat(40);

/** Reviews stacks: plans them all. */
async function plan(name: string, stacks: readonly Stack[], env = workspace.env): Promise<MadeReview> {
  const { terraform } = workspace;
  const planner = {
    terraform: { binary: terraform.binary, env },
    states: new States(env),
    keys: new Keys(env),
    stacks,
    work: fileOfRun(`work-${name}`),
  };
  const targets = stacks.map((stack) => ({ stack, isRemoved: false }));
  const plans = await planAll(planner, targets, () => undefined);
  const [base, head] = [
    { ref: 'origin/main', commit: 'b'.repeat(40) },
    { ref: 'HEAD', commit: COMMIT },
  ];
  return { terraformVersion: terraform.version, base, head, verdict: 'safe', plans };
}

/** Reviews stacks on this machine. @returns the folder with the record */
async function review(name: string, stacks: readonly Stack[], env = workspace.env): Promise<string> {
  const folder = fileOfRun(`review-${name}`);
  await keepRecordHere(await plan(name, stacks, env), { isAccepted: false }, folder, workspace.paths);
  return folder;
}

/** Deploys what was reviewed. @returns what became of each stack */
async function deploy(folder: string, stacks: readonly Stack[], env = workspace.env): Promise<string[]> {
  const told: string[] = [];
  const { platform } = workspace;
  const { record, key } = await openSource(folder, { platform, paths: workspace.paths, states: tiny, env });
  await applyReviewed({
    reviewed: await reviewedStacks(record, stacks),
    source: 'review',
    check: { key, nonce: record.nonce },
    terraform: (stack) => ({ ...terraformCall(workspace, stack), env }),
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

/** Applies without a review, as another deployment does. */
async function applyAll(stacks: readonly Stack[]): Promise<void> {
  for (const stack of stacks) {
    await init(terraformCall(workspace, stack));
    await apply(terraformCall(workspace, stack));
  }
}

/** Changes an object of the state bucket, as somebody who may write to it. */
async function edit(key: string, change: (text: string) => string, to = key): Promise<void> {
  const s3 = s3Client(tiny.region, workspace.env);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: tiny.bucket, Key: key }));
  const text = change((await Body?.transformToString()) ?? '');
  await s3.send(new PutObjectCommand({ Bucket: tiny.bucket, Key: to, Body: text }));
  s3.destroy();
}

describe('the deployment of a reviewed change', () => {
  const first = { up: { name: 'up', value: 'one' }, down: { name: 'down', value: 'of', reads: 'up' } };

  it('applies the same changes, also those that were reviewed with placeholders', async () => {
    const stacks = await write(first.up, first.down);
    expect(await deploy(await review('first', stacks), stacks)).toEqual(['up: applied', 'down: applied']);
    expect(await valueOf(stacks[1])).toBe('of one');
  });

  it('has nothing left to do when it is repeated', async () => {
    const stacks = await write(first.up, first.down);
    expect(await deploy(fileOfRun('review-first'), stacks)).toEqual(['up: already applied', 'down: already applied']);
  });

  it('gives a stack the output that another one of the same change publishes, as it was reviewed', async () => {
    const stacks = await write({ ...first.up, value: 'two' }, { ...first.down, value: 'OF' });
    const made = await plan('second', stacks);
    expect(made.plans[1]?.placeholders).toEqual([
      { stack: 'up', output: 'tiny_value', value: expect.any(String) as string },
    ]);
    const folder = await review('second-kept', stacks);
    expect(await deploy(folder, stacks)).toEqual(['up: applied', 'down: applied']);
    expect(await valueOf(stacks[1])).toBe('OF two');
  });

  it('replaces what was reviewed to be replaced', async () => {
    const stacks = await write({ name: 'replaced', value: 'one', replacedWith: 'a' });
    await deploy(await review('made', stacks), stacks);
    const changed = await write({ name: 'replaced', value: 'two', replacedWith: 'b' });
    expect(await deploy(await review('replaced', changed), changed)).toEqual(['replaced: applied']);
    expect(await valueOf(changed[0])).toBe('two');
  });

  it('leaves no plan behind, which would hold secrets', async () => {
    const [stack] = await write(first.up);
    expect(readdirSync(stack?.folder ?? '').filter((name) => name.endsWith('.tfplan'))).toEqual([]);
  });

  it('stops at the first failure and tells how to go on, and goes on where it stopped', async () => {
    const needsFile = fileOfRun('needed');
    const stacks = await write(
      { name: 'begin', value: 'x' },
      { name: 'middle', value: 'x', needsFile },
      { name: 'end', value: 'x' },
    );
    const folder = await review('failing', stacks);
    await expect(deploy(folder, stacks)).rejects.toMatchObject({
      message: expect.stringContaining('Applied: begin. Failed: middle. Not begun: end.') as string,
      hint: 'Once the cause is mended, go on with: npm run deploy -- middle end --reviewed review',
    });
    expect(await valueOf(stacks[2])).toBeUndefined();
    await writeFile(needsFile, '');
    expect(await deploy(folder, stacks)).toEqual(['begin: already applied', 'middle: applied', 'end: applied']);
  });
});

describe('the deployment of a reviewed change stops, and applies nothing,', () => {
  it('if the code is not what was reviewed', async () => {
    const folder = await review('code', await write({ name: 'code', value: 'one' }));
    const changed = await write({ name: 'code', value: 'two' });
    await expect(deploy(folder, changed)).rejects.toThrow(
      'The code has moved on since the review of aaaaaaaaaaaa: code is not what was reviewed.',
    );
  });

  it('if the state has changed so that it would do something else', async () => {
    const folder = await review('created', await write({ name: 'moved', value: 'one' }));
    // Another deployment makes it with another value: an update now, where a creation was reviewed.
    await applyAll(await write({ name: 'moved', value: 'other' }));
    const again = await write({ name: 'moved', value: 'one' });
    await expect(deploy(folder, again)).rejects.toThrow(
      'moved would now do what was not reviewed:\n  terraform_data.it: update, reviewed was create',
    );
    expect(await valueOf(again[0])).toBe('other');
  });

  it('if it would change or destroy another object than was reviewed, with the same values', async () => {
    const replaced = (value: string): TinyStack => ({ name: 'other', value: 'one', replacedWith: value });
    await applyAll(await write(replaced('a')));
    const folder = await review('other', await write(replaced('b')));
    await edit('tiny/other.tfstate', (state) => state.replace(/"id": "[^"]+"/, '"id": "the-id-of-another-object"'));
    await expect(deploy(folder, await write(replaced('b')))).rejects.toThrow(
      'other would now do what was not reviewed:\n  terraform_data.it: replace of another object than was reviewed: id',
    );
  });

  it('if another merge has changed what a stack reads', async () => {
    const reads = { name: 'second', value: 'of', reads: 'shared' };
    await applyAll(await write({ name: 'shared', value: 'one' }));
    const [, second] = await write({ name: 'shared', value: 'one' }, reads);
    const stacks = second === undefined ? [] : [second];
    const folder = await review('merged-second', stacks);
    await applyAll(await write({ name: 'shared', value: 'two' }));
    await expect(deploy(folder, stacks)).rejects.toThrow(
      'second would now do what was not reviewed:\n  terraform_data.it: another value than was reviewed: input',
    );
    expect(await valueOf(second)).toBeUndefined();
  });

  it('if somebody has written another output into a state', async () => {
    const reads = { name: 'deceived', value: 'http://', reads: 'network' };
    await applyAll(await write({ name: 'network', value: 'web.elb.amazonaws.com' }));
    const [, deceived] = await write({ name: 'network', value: 'web.elb.amazonaws.com' }, reads);
    const stacks = deceived === undefined ? [] : [deceived];
    const folder = await review('deceived', stacks);
    await edit('tiny/network.tfstate', (state) => state.replaceAll('web.elb.amazonaws.com', 'evil.attacker.example'));
    await expect(deploy(folder, stacks)).rejects.toThrow('another value than was reviewed: input');
    expect(await valueOf(deceived)).toBeUndefined();
  });

  it('if only the value of a secret is another one, which it does not show', async () => {
    const stacks = await write({ name: 'secretive', value: 'one', hasSecret: true });
    const env = (secret: string): Environment => ({ ...workspace.env, TF_VAR_secret: secret });
    const folder = await review('secretive', stacks, env('hunter2hunter2'));
    const failure = deploy(folder, stacks, env('evil-evil-evil'));
    await expect(failure).rejects.toThrow('terraform_data.secret: another value than was reviewed: input');
    await expect(failure).rejects.not.toThrow(/evil|hunter2/);
    expect(await readFile(path.join(folder, 'record.json'), 'utf8')).not.toContain('hunter2');
    expect(await deploy(folder, stacks, env('hunter2hunter2'))).toEqual(['secretive: applied']);
  });

  it('if the record was changed', async () => {
    const stacks = await write({ name: 'edited', value: 'one' });
    const file = path.join(await review('edited', stacks), 'record.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"action":"create"', '"action":"delete"'));
    await expect(deploy(path.dirname(file), stacks)).rejects.toThrow('its code is not right');
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

describe('the record of a pull request', () => {
  const KEY = recordKey(COMMIT);
  const source = (commit = COMMIT): string => `s3://${tiny.bucket}/reviews/${commit}/`;
  let changed: Workspace;
  let stacks: readonly Stack[];
  let made: MadeReview;

  /** Deploys the environment dev as its job does. */
  async function deployDev(from = source()): Promise<string[]> {
    const told: string[] = [];
    const tell = (text: string): number => told.push(text);
    const options = { source: from, patterns: ['dev'], isApproved: true, tell, finish: APPROVED_MOVES.finish };
    await deployReviewed({ ...changed, env: as('deploy-dev') }, options);
    return told;
  }

  async function keep(of: MadeReview, more: object = {}): Promise<string> {
    const place = { platform: workspace.platform, states: tiny, env: as('review') };
    return keepRecordInBucket(of, { commit: COMMIT, isAccepted: false, ...more }, place);
  }

  beforeAll(async () => {
    const file = fileOfRun('changed.json');
    const config = JSON.parse(await readFile(CONFIG, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...config, tags: { team: 'checkout' } }));
    changed = await openWorkspace(
      { ...paths, output: fileOfRun('changed') },
      { ...workspace.env, PLATFORM_CONFIG: file },
    );
    stacks = changed.stacks.filter(({ name }) => ['dev-cluster', 'prod-cluster'].includes(name));
    made = await plan('changed', stacks, as('review'));
  });

  it('is written by the role that reviews, and says what there is to deploy', async () => {
    expect(await keep(made)).toBe(`The record of the review is in ${source()}.`);
    expect((await downloadList(COMMIT, tiny, as('review'))).sort()).toEqual(['dev-cluster', 'prod-cluster']);
  });

  it('is refused by the deployment if somebody has changed it', async () => {
    await edit(KEY, (record) => record.replace('"isRemoved":false', '"isRemoved":true'));
    await expect(deployDev()).rejects.toThrow('its code is not right');
    await keep(made);
  });

  it('is refused if it was put in the place of that of another commit', async () => {
    const other = 'c'.repeat(40);
    await edit(KEY, (record) => record, recordKey(other));
    await expect(deployDev(source(other))).rejects.toThrow(`The record of ${other} is that of another commit`);
  });

  it('is refused if a role that deploys has made it', async () => {
    const place = { platform: workspace.platform, states: tiny, env: as('deploy-dev') };
    await expect(keepRecordInBucket(made, { commit: COMMIT, isAccepted: true }, place)).rejects.toThrow(
      'KMS refuses GenerateMac with the key alias/shop-eu-central-1-ci-reviews',
    );
  });

  it('is not kept for another branch, whose pull request may have the same head', async () => {
    expect(await keep({ ...made, base: { ref: 'origin/develop', commit: 'b'.repeat(40) } })).toBe(
      'No record is kept: only what is merged into main is deployed.',
    );
  });

  it('is refused if what it found dangerous was not accepted', async () => {
    await keep({ ...made, verdict: 'dangerous' });
    await expect(deployDev()).rejects.toThrow('The review found the change dangerous, and it was not accepted.');
    await keep({ ...made, verdict: 'dangerous' }, { isAccepted: true });
  });

  it('is deployed by the role of one environment, and nothing of others', async () => {
    expect(await deployDev()).toEqual(['dev-cluster: applied']);
    const [dev, prod] = await Promise.all(stacks.map((stack) => readState(stateLocation(stack), workspace.env)));
    expect(JSON.stringify(dev?.resources)).toContain('checkout');
    expect(prod).toBeUndefined();
  });

  it('is taken from the state bucket only', async () => {
    const foreign = `s3://somebody-elses/reviews/${COMMIT}/`;
    await expect(deployDev(foreign)).rejects.toMatchObject({
      message: `${foreign} is not where records of reviews are kept.`,
      hint: expect.stringContaining(`s3://${tiny.bucket}/reviews/<commit>/`) as string,
    });
  });
});
