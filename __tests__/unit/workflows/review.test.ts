import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { readWorkflow, type WorkflowJob, type WorkflowStep } from '../../helpers/workflow';

const temporary = temporaryFolder();
const workflow = readWorkflow('review.yml');
const { review, 'pull-request': find } = workflow.jobs;
const scripts = resolve(__dirname, '../../../.github/scripts');

function stepThat(
  job: WorkflowJob | undefined,
  does: (step: WorkflowStep) => boolean,
): { readonly step: WorkflowStep; readonly index: number } {
  const steps = job?.steps ?? [];
  const index = steps.findIndex(does);
  const step = steps[index];
  if (step === undefined) throw new Error('there is no such step');
  return { step, index };
}

const plan = stepThat(review, ({ id }) => id === 'review');
const comment = stepThat(review, ({ run = '' }) => run.includes('review:comment'));
const status = stepThat(review, ({ run = '' }) => run.includes('set-status.sh'));

/** Runs a step's script as GitHub does, with `npm` replaced. */
function run(
  { run: script = '' }: WorkflowStep,
  npm: string,
  env: Readonly<Record<string, string>>,
): SpawnSyncReturns<string> {
  const text = `set -eo pipefail\nnpm() { ${npm}; }\n${script}`;
  return spawnSync('bash', ['-c', text], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } });
}

/** Runs a script with a stand-in for `gh`, which writes its arguments to `gh.args`. @param gh a bash script */
function runScript(
  script: string,
  gh: string,
  env: Readonly<Record<string, string>>,
): SpawnSyncReturns<string> & { readonly asked: string[] } {
  const folder = temporary.path();
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const program = join(folder, 'bin/gh');
  writeFileSync(program, `#!/usr/bin/env bash\necho "$*" >> gh.args\n${gh}\n`);
  chmodSync(program, 0o755);
  const PATH = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const result = spawnSync(join(scripts, script), { cwd: folder, encoding: 'utf8', env: { PATH, ...env } });
  return { ...result, asked: readFileSync(join(folder, 'gh.args'), 'utf8').trim().split('\n') };
}

describe('the workflow that synthesizes pull requests', () => {
  const synthesize = readWorkflow('synthesize.yml');

  it('runs code of the pull request with nothing but read access to the code', () => {
    expect(Object.keys(synthesize.on)).toEqual(['pull_request']);
    expect(synthesize.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(synthesize.jobs)) {
      expect(job).not.toHaveProperty('permissions');
      expect(job).not.toHaveProperty('environment');
    }
  });

  it('runs again when a label is set or removed, so that the accepting label takes effect', () => {
    const { types } = synthesize.on['pull_request'] ?? {};
    expect(types).toEqual(['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled']);
  });

  it('hands over the JSON of the stacks and nothing else', () => {
    for (const job of ['synthesize', 'others']) {
      const { step } = stepThat(synthesize.jobs[job], ({ uses = '' }) => uses.startsWith('actions/upload-artifact'));
      expect(String(step.with?.['path']).trim().split('\n')).toEqual([
        'cdktf.out/manifest.json',
        'cdktf.out/stacks/*/cdk.tf.json',
      ]);
      expect(step.with?.['if-no-files-found']).toBe('error');
    }
  });
});

describe('the workflow that reviews pull requests', () => {
  it('runs after the synthesis, and so with the code of the default branch alone', () => {
    expect(workflow.on).toMatchObject({ workflow_run: { workflows: ['Synthesize'], types: ['completed'] } });
    expect(Object.keys(workflow.on)).toEqual(['workflow_run', 'workflow_call']);
    const checkouts = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout')),
    );
    expect(checkouts).toHaveLength(2);
    for (const { with: options } of checkouts) expect(options).toEqual({ 'persist-credentials': false });
  });

  it('gives no role and no secrets to a fork, nor to a workflow that is only called like the synthesis', () => {
    expect(find?.if).toContain('github.event.workflow_run.head_repository.full_name == github.repository');
    expect(find?.if).toContain("github.event.workflow_run.path == '.github/workflows/synthesize.yml'");
    expect(find?.if).toContain("github.event.workflow_run.event == 'pull_request'");
    expect(review).toMatchObject({ needs: 'pull-request' });
    expect(review?.if).toContain("needs.pull-request.outputs.number != ''");
    expect(review?.if).toContain("github.event.workflow_run.conclusion == 'success'");
  });

  it('plans in the GitHub environment that has the secrets; what finds the pull request has no identity', () => {
    expect(review).toMatchObject({ environment: '${{ inputs.prefix }}review' });
    expect(find).not.toHaveProperty('environment');
    expect(find?.permissions).toEqual({
      actions: 'read',
      contents: 'read',
      'pull-requests': 'write',
      statuses: 'write',
    });
    expect(review?.permissions).toEqual({ ...find?.permissions, 'id-token': 'write' });
  });

  it('is cancelled by a newer review of its pull request alone, and not by a run of a fork that is skipped', () => {
    expect(workflow).not.toHaveProperty('concurrency');
    expect(find).not.toHaveProperty('concurrency');
    expect(review?.concurrency).toEqual({
      group: 'review-${{ inputs.prefix }}${{ needs.pull-request.outputs.number }}',
      'cancel-in-progress': true,
    });
  });

  it('downloads what was synthesized to a folder outside of the checkout', () => {
    const { step } = stepThat(review, ({ uses = '' }) => uses.startsWith('actions/download-artifact'));
    expect(step.with).toEqual({
      name: "synthesized${{ inputs.name && format('-{0}', inputs.name) }}",
      path: '${{ runner.temp }}/synthesized',
      'run-id': '${{ github.event.workflow_run.id }}',
      'github-token': '${{ github.token }}',
    });
    expect(plan.step.env?.['SYNTHESIZED']).toBe(step.with?.['path']);
  });

  it('uploads no plan file as an artifact: plans hold secrets', () => {
    const { step } = stepThat(review, ({ uses = '' }) => uses.startsWith('actions/upload-artifact'));
    expect(String(step.with?.['path']).trim().split('\n').sort()).toEqual([
      'review-report/comment.md',
      'review-report/report.html',
      'review-report/review.json',
    ]);
  });

  it('writes the comment before it fails for a dangerous change, and sets a status also if a step has failed', () => {
    expect(plan.index).toBeLessThan(comment.index);
    expect(comment.index).toBeLessThan(status.index);
    expect(status.step.if).toBe('always()');
    const { status: code } = run(plan.step, 'return 3', { GITHUB_OUTPUT: '/dev/null' });
    expect(code).toBe(0);
  });

  it.each([
    { label: 'without the label', accept: '', expected: false },
    { label: 'with it', accept: 'dangerous', expected: true },
  ])('$label, accepts danger: $expected; and it hands over the exit code', ({ accept, expected }) => {
    const output = join(temporary.path(), 'output');
    const env = {
      GITHUB_OUTPUT: output,
      SYNTHESIZED: '/tmp/made',
      HEAD_SHA: '1a2b',
      RUN_URL: 'https://x',
      ACCEPT: accept,
    };
    const { stdout } = run(plan.step, 'echo "$@"; return 2', env);
    expect(stdout).toContain(
      '--synthesized /tmp/made --out review-report --keep-record-as 1a2b --report-url https://x',
    );
    expect(stdout.includes('--accept dangerous')).toBe(expected);
    expect(readFileSync(output, 'utf8')).toBe('exit-code=2\n');
  });
});

describe('the pull request of a run', () => {
  const env = {
    BASE: 'main',
    GITHUB_REPOSITORY: 'example-org/platform',
    GITHUB_REPOSITORY_OWNER: 'example-org',
    HEAD_BRANCH: 'change',
    HEAD_SHA: 'bbb',
  };
  const inRepository = { full_name: 'example-org/platform' };
  const pull = (number: number, sha: string, labels: readonly string[] = [], repo = inRepository): object => ({
    number,
    head: { sha, repo },
    labels: labels.map((name) => ({ name })),
  });
  const run = (head_sha: string, created_at: string, head_repository = inRepository): object => ({
    head_sha,
    created_at,
    head_repository,
  });
  const labeled = (created_at: string, name = 'accept-dangerous', event = 'labeled'): object => ({
    event,
    created_at,
    label: { name },
  });

  /** What the script prints if GitHub answers this. */
  function outputs(
    pulls: readonly object[],
    runs: readonly object[] = [],
    events: readonly object[] = [],
    deletion = 'exit 0',
  ): ReturnType<typeof runScript> {
    const folder = temporary.path();
    const answers = { pulls, runs: { workflow_runs: runs }, events };
    for (const [name, answer] of Object.entries(answers))
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(answer));
    const gh = `case "$*" in
      *DELETE*) ${deletion} ;;
      *workflows/synthesize.yml/runs*) cat runs.json ;;
      *issues/7/events*) cat events.json ;;
      *pulls*) cat pulls.json ;;
      *) exit 9 ;;
    esac`;
    return runScript('find-pull-request.sh', gh, env);
  }

  it('is the open one of that commit and that branch, and not what the run says of itself', () => {
    const { stdout, asked } = outputs([pull(6, 'aaa'), pull(7, 'bbb')]);
    expect(stdout).toBe('number=7\n');
    expect(asked).toEqual([
      'api --method GET repos/example-org/platform/pulls -f state=open -f base=main -f head=example-org:change',
    ]);
  });

  it('is none if the branch has moved on, or belongs to a fork of the same name', () => {
    expect(outputs([pull(7, 'ccc')]).stdout).toBe('number=\n');
    expect(outputs([pull(7, 'bbb', [], { full_name: 'mallory/platform' })]).stdout).toBe('number=\n');
    expect(outputs([]).stdout).toBe('number=\n');
  });

  it('accepts danger by a label that was set after the commit became the head', () => {
    const { stdout, asked } = outputs(
      [pull(7, 'bbb', ['other', 'accept-dangerous'])],
      [run('bbb', '2026-01-02T00:00:09Z'), run('bbb', '2026-01-02T00:00:00Z'), run('aaa', '2026-01-01T00:00:00Z')],
      [labeled('2025-01-01T00:00:00Z'), labeled('2026-01-02T00:00:05Z')],
    );
    expect(stdout).toBe('number=7\naccept=dangerous\n');
    expect(asked.join('\n')).not.toContain('DELETE');
  });

  const removal = 'api --silent --method DELETE repos/example-org/platform/issues/7/labels/accept-dangerous';

  it.each([
    ['before the commit was pushed', [run('bbb', '2026-01-03T00:00:00Z'), run('aaa', '2026-01-01T00:00:00Z')]],
    [
      'for another commit, although this one had been there before',
      [run('bbb', '2026-01-03T00:00:00Z'), run('aaa', '2026-01-01T12:00:00Z'), run('bbb', '2026-01-01T00:00:00Z')],
    ],
    ['for a commit that no run is known of', []],
    [
      'and a fork had the commit before',
      [run('bbb', '2026-01-03T00:00:00Z'), run('bbb', '2026-01-01T00:00:00Z', { full_name: 'mallory/platform' })],
    ],
  ])('takes the label away that was set %s', (_, runs) => {
    const { stdout, asked } = outputs([pull(7, 'bbb', ['accept-dangerous'])], runs, [labeled('2026-01-02T00:00:00Z')]);
    expect(stdout).toBe('number=7\n');
    expect(asked).toContain(removal);
  });

  it('takes the time of another label for nothing', () => {
    const events = [
      labeled('2026-01-04T00:00:00Z', 'other'),
      labeled('2026-01-04T00:00:00Z', 'accept-dangerous', 'unlabeled'),
    ];
    const { stdout } = outputs([pull(7, 'bbb', ['accept-dangerous'])], [run('bbb', '2026-01-03T00:00:00Z')], events);
    expect(stdout).toBe('number=7\n');
  });

  it('needs no label to take away, but to be allowed to', () => {
    const of = (deletion: string): number | null =>
      outputs([pull(7, 'bbb', ['accept-dangerous'])], [], [], deletion).status;
    expect(of("echo 'gh: Label does not exist (HTTP 404)' >&2; exit 1")).toBe(0);
    expect(of("echo 'gh: Forbidden (HTTP 403)' >&2; exit 1")).toBe(1);
  });
});

describe('the status of a commit', () => {
  it.each([
    ['pending', 'pending', 0],
    ['not-synthesized', 'error', 0],
    ['0', 'success', 0],
    ['2', 'success', 0],
    ['3', 'failure', 3],
    ['1', 'error', 1],
    ['', 'error', 1],
  ])('for the outcome "%s" is %s, and the step ends with %d', (OUTCOME, state, code) => {
    const env = {
      ...{ CONTEXT: 'review', GITHUB_REPOSITORY: 'example-org/platform' },
      ...{ HEAD_SHA: 'bbb', OUTCOME, RUN_URL: 'https://x' },
    };
    const { status: ended, asked } = runScript('set-status.sh', 'true', env);
    expect(ended).toBe(code);
    expect(asked).toEqual([
      expect.stringMatching(
        new RegExp(
          `^api --silent --method POST repos/example-org/platform/statuses/bbb -f context=review -f state=${state} -f description=.{10,140} -f target_url=https://x$`,
        ),
      ),
    ]);
  });
});
