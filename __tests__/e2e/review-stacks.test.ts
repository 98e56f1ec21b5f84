import { readdirSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPlatform } from '../../config/load';
import { projectPaths, venvOf, type Environment } from '../../cli/project';
import { readPlanFiles } from '../../cli/review/plan-files';
import { downloadPlans, uploadPlans } from '../../cli/review/plan-storage';
import { reviewStacks } from '../../cli/review/review-stacks';
import { stateLocation } from '../../cli/stacks/manifest';
import { startRehearsal, type Rehearsal } from '../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { installMoto } from 'embedded-aws/moto/install';
import type { Review } from 'plan-review/report/review';
import { quietStep, useRehearsedPlatform } from './helpers/rehearsed-platform';
import { PLATFORM, withService } from './helpers/review/platforms';
import { projectCopy } from './helpers/review/project-copy';
import { paths, useRunFolder } from './helpers/run-folder';
import { startWatchdog, type Watchdog } from './helpers/watchdog';

/** Milliseconds for plans of a whole platform on a busy machine. */
jest.setTimeout(1_800_000);

/** Reviews the working tree of a project against its last commit. @param root folder of the project */
async function review(root: string, env: Environment, plansFolder: string): Promise<Review> {
  const work = join(root, '.rehearsal', 'work');
  await mkdir(work, { recursive: true });
  const quiet = { step: quietStep, tell: () => undefined };
  const made = await reviewStacks({
    ...{ paths: projectPaths(root), env, base: 'HEAD', work, plansFolder, checksPolicy: false },
    ...quiet,
  });
  return made.review;
}

describe('the review of a platform of which nothing is deployed, not even its state bucket', () => {
  const fileOfRun = useRunFolder();
  let watchdog: Watchdog;
  let rehearsal: Rehearsal;
  let reviewed: Review;

  beforeAll(async () => {
    watchdog = startWatchdog();
    const python = await installMoto({ directory: venvOf(paths) });
    const platform = loadPlatform(join(paths.root, 'platform.config.ts'));
    rehearsal = await startRehearsal({ platform, python, folder: fileOfRun(''), mark: watchdog.mark });
    const project = projectCopy(fileOfRun('sample'));
    project.git('commit', '--allow-empty', '--message', 'nothing');
    const env = rehearsalEnvironment({ ...process.env, ...watchdog.mark }, rehearsal.address);
    reviewed = await review(project.root, env, fileOfRun('plans'));
  });

  afterAll(async () => {
    await rehearsal.close();
    await watchdog.end();
  });

  it('plans every stack of it as new', () => {
    const outcomes = reviewed.stacks.map(({ stack, outcome }) => [stack, outcome.kind]);
    expect(outcomes).toHaveLength(15);
    expect(outcomes.filter(([, kind]) => kind !== 'planned')).toEqual([]);
    const actions = new Set(reviewed.stacks.flatMap(({ changes }) => changes.map(({ change }) => change.action)));
    expect([...actions].sort()).toEqual(['create', 'read']);
  });

  it('says which values are made up, and takes what the plans of other stacks know', () => {
    const placeholders = reviewed.stacks.find(({ stack }) => stack === 'dev-api')?.placeholders;
    expect(placeholders).toEqual([
      {
        stack: 'dev-network',
        output: 'load_balancer_dns_name',
        value: 'load-balancer-dns-name.dev-network.placeholder.invalid',
      },
      { stack: 'dev-network', output: 'origin_secret_parameter_name', value: '/shop/dev/origin-secret' },
    ]);
  });

  it('shows nothing that the review put into a stack', () => {
    const types = reviewed.stacks.flatMap(({ changes }) => changes.map(({ change }) => change.type));
    expect(types).toContain('aws_api_gateway_rest_api');
    expect(types).not.toContain('terraform_data');
  });

  it('says that there was nothing to compare with, and no bucket', () => {
    const rules = reviewed.findings.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['base-not-synthesized', 'no-state-bucket']));
  });

  it('keeps plans that nobody else can read, and none that could be applied', async () => {
    const { plans } = await readPlanFiles(fileOfRun('plans'));
    expect(plans).toHaveLength(15);
    expect(plans.filter(({ placeholders }) => !placeholders)).toEqual([]);
    const modes = readdirSync(fileOfRun('plans'))
      .filter((name) => name.endsWith('.tfplan'))
      .map((name) => statSync(fileOfRun(join('plans', name))).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });
});

describe('the review of a change of one line in a deployed platform', () => {
  const CONFIG = 'platform.config.json';
  const deployed = useRehearsedPlatform((fileOfRun) => {
    const project = projectCopy(fileOfRun('project'));
    project.write(CONFIG, JSON.stringify(PLATFORM));
    project.commit('deployed');
    return Promise.resolve(join(project.root, CONFIG));
  });

  it('plans just the stack that it changes, with nothing made up, so that the plan can be applied', async () => {
    const { workspace } = deployed;
    const root = workspace.file('project');
    await writeFile(join(root, CONFIG), JSON.stringify(withService({ cpu: 1024, memory: 2048 })));
    const env = { ...workspace.env, PLATFORM_CONFIG: CONFIG };
    const { stacks, unchangedStackCount, verdict } = await review(root, env, workspace.file('plans'));

    expect(stacks.map(({ stack, placeholders }) => ({ stack, placeholders }))).toEqual([
      { stack: 'dev-hello', placeholders: [] },
    ]);
    expect(stacks[0]?.outcome).toEqual({ kind: 'planned', counts: expect.objectContaining({ replace: 1 }) as object });
    expect(unchangedStackCount).toBe(workspace.stacks.length - 1);
    expect(verdict).toBe('safe');
    const { plans } = await readPlanFiles(workspace.file('plans'));
    expect(plans).toMatchObject([{ stack: 'dev-hello', hasChanges: true, placeholders: false }]);
  });

  it('keeps its plans in the state bucket, encrypted, from where a deployment of the commit gets them', async () => {
    const { workspace } = deployed;
    const location = stateLocation(workspace.bootstrap.stack);
    const place = await uploadPlans(workspace.file('plans'), '1a2b', location, workspace.env);
    expect(place).toBe(`s3://${location.bucket}/reviews/1a2b/`);
    const folder = workspace.file('downloaded');
    await downloadPlans(folder, '1a2b', location, workspace.env);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(workspace.file('plans')).sort());
    expect(await readPlanFiles(folder)).toEqual(await readPlanFiles(workspace.file('plans')));
    expect(statSync(join(folder, 'dev-hello.tfplan')).mode & 0o777).toBe(0o600);
    await expect(downloadPlans(folder, 'ffff', location, workspace.env)).rejects.toThrow('no reviewed plans of ffff');
  });
});
