import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { loadPlatform } from '../../../config/load';
import { temporaryFolder } from '../../helpers/temporary-folder';

const github = resolve(__dirname, '../../../.github');

interface Job {
  readonly if?: string;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly environment?: string;
  readonly strategy?: unknown;
  readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

function workflow(name: string): Workflow {
  return parse(readFileSync(join(github, 'workflows', name), 'utf8')) as Workflow;
}

const temporary = temporaryFolder();
let folder: string;

beforeEach(() => {
  folder = temporary.path();
  mkdirSync(join(folder, 'bin'));
});

/** A stand-in for a program. @param text of a bash script */
function program(name: string, text: string): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/usr/bin/env bash\n${text}\n`);
  chmodSync(file, 0o755);
}

function run(script: string, env: Readonly<Record<string, string>>): { code: number | null; out: string; err: string } {
  const PATH = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const options = { cwd: folder, env: { ...process.env, ...env, PATH }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(join(github, 'scripts', script), options);
  return { code: status, out: stdout, err: stderr };
}

describe('the deploy workflow', () => {
  const { permissions, jobs, on } = workflow('deploy.yml');

  it('runs when the branch of the config, ci.branch, changes, and by hand', () => {
    const branch = loadPlatform('platform.config.ts').ci?.branch ?? 'main';
    expect(on).toMatchObject({ push: { branches: [branch] }, workflow_dispatch: null });
  });

  it('may only read, and get a token for AWS', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs['jobs']?.permissions).toEqual({ contents: 'read', 'id-token': 'write', 'pull-requests': 'read' });
    expect(jobs['deploy']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('deploys one environment after the other, each with the approvals of its GitHub environment', () => {
    expect(jobs['deploy']).toMatchObject({
      environment: '${{ matrix.job.environment }}',
      strategy: { 'max-parallel': 1, 'fail-fast': true, matrix: { job: '${{ fromJSON(needs.jobs.outputs.jobs) }}' } },
    });
  });

  it('never cancels a running deployment', () => {
    expect(jobs['deploy']?.concurrency).toEqual({
      group: 'deploy-${{ inputs.prefix }}${{ matrix.job.name }}',
      'cancel-in-progress': false,
    });
  });
});

describe('the drift workflow', () => {
  const { permissions, concurrency, on } = workflow('drift.yml');

  it('runs every night and by hand, and may write nothing but issues', () => {
    expect(on).toMatchObject({
      schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) as string }],
      workflow_dispatch: null,
    });
    expect(permissions).toEqual({ contents: 'read', 'id-token': 'write', issues: 'write' });
    expect(concurrency).toEqual({
      group: "drift${{ inputs.name && format('-{0}', inputs.name) }}",
      'cancel-in-progress': false,
    });
  });
});

describe.each(['deploy.yml', 'drift.yml'])('the jobs of %s', (name) => {
  it('run for the default branch, and not for a tag of its name', () => {
    const [first] = Object.values(workflow(name).jobs);
    expect(first?.if).toContain("github.ref == format('refs/heads/{0}', github.event.repository.default_branch)");
  });
});

describe.each(['deploy.yml', 'drift.yml'])('the scripts of %s', (name) => {
  const steps = Object.values(workflow(name).jobs).flatMap((job) => job.steps);

  it('contain no GitHub expression, whose value could be untrusted code', () => {
    expect(steps.filter((step) => /\$\{\{/.test(step.run ?? ''))).toEqual([]);
  });

  it('see the secrets in the one step that plans or applies', () => {
    const seeing = steps.filter((step) => JSON.stringify(step).includes('secrets.')).map((step) => step.run);
    expect(seeing).toHaveLength(1);
    expect(seeing[0]).toMatch(/^\.github\/scripts\/(deploy-stacks|find-drift)\.sh$/);
  });

  it('are there', () => {
    const scripts = steps.flatMap((step) => /\.github\/scripts\/[\w-]+\.sh/.exec(step.run ?? '') ?? []);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(existsSync(join(github, '..', script))).toBe(true);
  });
});

describe('the jobs of a push', () => {
  const env = {
    ...{ GITHUB_EVENT_NAME: 'push', GITHUB_SHA: 'c0ffee', GITHUB_REF_NAME: 'main' },
    GITHUB_REPOSITORY: 'example-org/platform',
  };
  const base = { ref: 'main' };

  /** A stand-in for `gh api <path> --jq <filter>` that applies the filter, as gh does. */
  function pullRequests(pulls: readonly object[]): void {
    writeFileSync(join(folder, 'pulls.json'), JSON.stringify(pulls));
    program('gh', '[ "$2" = repos/example-org/platform/commits/c0ffee/pulls ] && jq --raw-output "$4" pulls.json');
    program('npm', `echo "$@" > npm.args; echo '{"stateBucket":"states","jobs":[{"name":"dev"}]}'`);
  }

  it('are those that the review found changes in, for a pull request that was merged in any of the three ways', () => {
    pullRequests([
      { merged_at: null, merge_commit_sha: 'c0ffee', base, head: { sha: 'open' } },
      { merged_at: '2026-01-01', merge_commit_sha: 'other', base, head: { sha: 'older' } },
      { merged_at: '2026-01-02', merge_commit_sha: 'c0ffee', base, head: { sha: 'f00d' } },
    ]);
    expect(run('deploy-jobs.sh', env)).toMatchObject({
      code: 0,
      out: 'jobs=[{"name":"dev"}]\nrecord=s3://states/reviews/f00d/\n',
    });
    expect(readFileSync(join(folder, 'npm.args'), 'utf8')).toBe('run --silent jobs -- --reviewed f00d\n');
  });

  it('are none of a pull request against another branch, which may have merged the same commit', () => {
    const other = { ref: 'develop' };
    pullRequests([
      { merged_at: '2026-01-02', merge_commit_sha: 'c0ffee', base: other, head: { sha: 'beef' } },
      { merged_at: '2026-01-02', merge_commit_sha: 'c0ffee', base, head: { sha: 'f00d' } },
    ]);
    expect(run('deploy-jobs.sh', env).out).toContain('record=s3://states/reviews/f00d/\n');
    pullRequests([{ merged_at: '2026-01-02', merge_commit_sha: 'c0ffee', base: other, head: { sha: 'beef' } }]);
    expect(run('deploy-jobs.sh', env)).toMatchObject({ code: 1, out: '' });
  });

  it('are none if no pull request was merged, with what to do', () => {
    pullRequests([]);
    const { code, out, err } = run('deploy-jobs.sh', env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      '::error::c0ffee was not merged by a pull request, so it was not reviewed. ' +
        'To deploy all the same, run this workflow by hand: it plans and applies.\n',
    );
  });

  it('are none if there is no record of a review', () => {
    pullRequests([{ merged_at: '2026-01-02', merge_commit_sha: 'c0ffee', base, head: { sha: 'f00d' } }]);
    program('npm', 'exit 1');
    const { code, err } = run('deploy-jobs.sh', env);
    expect(code).toBe(1);
    expect(err).toContain('::error::There is no record of a review of f00d.');
  });

  it('are all, without a review, by hand', () => {
    program('npm', `echo '{"stateBucket":"states","jobs":[{"name":"dev"}]}'`);
    expect(run('deploy-jobs.sh', { ...env, GITHUB_EVENT_NAME: 'workflow_dispatch' })).toMatchObject({
      code: 0,
      out: 'jobs=[{"name":"dev"}]\nrecord=\n',
    });
  });
});

describe('the jobs by hand', () => {
  it('are none, and the step fails, if they cannot be told', () => {
    program('npm', 'exit 1');
    expect(run('deploy-jobs.sh', { GITHUB_EVENT_NAME: 'workflow_dispatch' })).toMatchObject({ code: 1, out: '' });
  });
});

describe('a job that deploys', () => {
  beforeEach(() => {
    program('npm', 'printf "%s|" "$@"');
  });

  it('applies what was reviewed of its stacks', () => {
    expect(
      run('deploy-stacks.sh', { STACKS: 'dev-network dev-gateway', RECORD: 's3://states/reviews/f00d/' }).out,
    ).toBe('run|--silent|deploy|--|dev-network|dev-gateway|--reviewed|s3://states/reviews/f00d/|--auto-approve|');
  });

  it('plans and applies if there was no review', () => {
    expect(run('deploy-stacks.sh', { STACKS: 'dev-gateway', RECORD: '' }).out).toBe(
      'run|--silent|deploy|--|dev-gateway|--auto-approve|',
    );
  });
});

describe('the search for drift', () => {
  it.each([
    [0, 0, ''],
    [2, 0, '::warning::Something was changed outside Terraform: see the issue with the label drift.\n'],
    [1, 1, ''],
  ])('that ends with %d ends the step with %d', (found, code, out) => {
    program('npm', `echo report > drift.md; echo secret-free-report; exit ${found}`);
    const summary = join(folder, 'summary');
    expect(run('find-drift.sh', { GITHUB_STEP_SUMMARY: summary })).toMatchObject({ code, out });
    expect(readFileSync(summary, 'utf8')).toBe('report\n');
  });
});
