import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { JOB_SECONDS } from '../../../platform/ci-names';
import { readWorkflow, workflowFolder } from '../../helpers/workflow';

/** The steps that are given the values of Terraform's variables. */
const SEEING = /deploy-stacks\.sh|find-drift\.sh|npm run --silent review -- /;

/** The lines of a script that hide the exit code of a command in the arguments of another that only prints. */
function swallowing(script: string): readonly string[] {
  return script.split('\n').filter((line) => /\b(echo|printf)\b.*(\$\((?!\()|`)/.test(line));
}

describe.each(readdirSync(workflowFolder))('the workflow %s', (file) => {
  const { on, permissions, jobs: byName } = readWorkflow(file);
  const jobs = Object.values(byName);

  it('declares its permissions, and cannot write code', () => {
    expect(permissions['contents']).toBe('read');
    expect(jobs.filter((job) => job.permissions?.['contents'] === 'write')).toEqual([]);
  });

  it('has a time limit for every job', () => {
    expect(jobs.filter((job) => job.uses === undefined && job['timeout-minutes'] === undefined)).toEqual([]);
  });

  it('is, where a job is another workflow, one of this repository that declares itself callable', () => {
    for (const { uses } of jobs.filter((job) => job.uses !== undefined)) {
      const [, called = ''] = /^\.\/\.github\/workflows\/([\w-]+\.yml)$/.exec(uses ?? '') ?? [];
      expect(Object.keys(readWorkflow(called).on)).toContain('workflow_call');
    }
  });

  it('uses actions of trusted owners only, pinned to a commit with the version beside it', () => {
    const uses = readFileSync(resolve(workflowFolder, file), 'utf8').match(/\buses: (?!\.\/).*$/gm) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    const pinned = /^uses: (actions|aws-actions|hashicorp)\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(uses.filter((use) => !pinned.test(use))).toEqual([]);
  });

  it('leaves no token of GitHub in the checkout, where any program would find it', () => {
    const checkouts = jobs
      .flatMap(({ steps }) => steps)
      .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  it('runs no script of a package where a job has an identity', () => {
    const withIdentity = jobs.filter(
      (job) => job.uses === undefined && (job.permissions ?? permissions)['id-token'] === 'write',
    );
    const installing = withIdentity
      .flatMap(({ steps }) => steps)
      .filter(({ run = '' }) => /\bnpm (ci|i|install)\b/.test(run));
    expect(installing).toHaveLength(withIdentity.length);
    expect(installing.filter(({ run = '' }) => !/\bnpm ci --ignore-scripts\s/.test(`${run} `))).toEqual([]);
  });

  it('shows secrets to no step but the one script that plans or applies', () => {
    const text = JSON.stringify(parse(readFileSync(resolve(workflowFolder, file), 'utf8')));
    const seeing = jobs.flatMap(({ steps }) => steps).filter((step) => JSON.stringify(step).includes('secrets.'));
    const inSteps = seeing.flatMap(({ env = {} }) => Object.values(env)).filter((value) => value.includes('secrets.'));
    expect(text.split('secrets.').length - 1).toBe(inSteps.length);
    expect(seeing.length).toBeLessThanOrEqual(1);
    expect(seeing.filter(({ run = '' }) => !SEEING.test(run))).toEqual([]);
  });

  it('gives code of a pull request no identity and no secrets', () => {
    expect(on).not.toHaveProperty('pull_request_target');
    if (!Object.hasOwn(on, 'pull_request')) return;
    expect(JSON.stringify(jobs)).not.toContain('secrets.');
    expect(jobs.filter((job) => job.environment !== undefined)).toEqual([]);
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.filter((job) => job.permissions !== undefined)).toEqual([]);
  });

  it('takes secrets from GitHub environments, which admit one branch', () => {
    const withSecrets = jobs.filter((job) => JSON.stringify(job).includes('secrets.'));
    expect(withSecrets.filter(({ environment }) => environment === undefined)).toEqual([]);
  });

  it('has credentials for as long as each job may take, and no longer than its role gives them', () => {
    const withRole = jobs.flatMap((job) =>
      job.steps
        .filter(({ uses = '' }) => uses.startsWith('aws-actions/configure-aws-credentials@'))
        .map((step) => ({ seconds: Number(step.with?.['role-duration-seconds'] ?? 3_600), job })),
    );
    for (const { seconds, job } of withRole) {
      expect(seconds).toBeGreaterThanOrEqual(Number(job['timeout-minutes']) * 60);
      expect(seconds).toBe(job.strategy === undefined ? JOB_SECONDS.review : JOB_SECONDS.deploy);
    }
  });

  it('puts no expression into a script, where its value could run as a command', () => {
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('prints the output of no command whose failure echo would hide', () => {
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
    expect(scripts.flatMap(swallowing)).toEqual([]);
  });
});

describe('the scripts of workflows', () => {
  const folder = resolve(workflowFolder, '../scripts');

  it.each(readdirSync(folder))('print the output of no command whose failure echo would hide: %s', (file) => {
    expect(swallowing(readFileSync(resolve(folder, file), 'utf8'))).toEqual([]);
  });
});
