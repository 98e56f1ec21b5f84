import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { readWorkflow, type WorkflowStep } from '../../helpers/workflow';

const temporary = temporaryFolder();
const workflow = readWorkflow('review.yml');
const job = workflow.jobs['review'];
const steps = job?.steps ?? [];

function stepThat(does: (step: WorkflowStep) => boolean): { readonly step: WorkflowStep; readonly index: number } {
  const index = steps.findIndex(does);
  const step = steps[index];
  if (step === undefined) throw new Error('there is no such step');
  return { step, index };
}

const review = stepThat(({ id }) => id === 'review');
const comment = stepThat(({ run = '' }) => run.includes('review:comment'));
const verdict = stepThat(({ env = {} }) => 'EXIT_CODE' in env);

/** Runs a step's script as GitHub does, with `npm` replaced. */
function run(
  { run: script = '' }: WorkflowStep,
  npm: string,
  env: Readonly<Record<string, string>>,
): SpawnSyncReturns<string> {
  const text = `set -eo pipefail\nnpm() { ${npm}; }\n${script}`;
  return spawnSync('bash', ['-c', text], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } });
}

describe('the workflow that reviews pull requests', () => {
  it('runs again when a label is set or removed, so that the accepting label takes effect', () => {
    expect(workflow.on['pull_request']?.types).toEqual(['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled']);
  });

  it('runs for other labels too: a skipped required check counts as passed', () => {
    expect(job?.if).not.toContain('label');
  });

  it('removes the accepting label when a new commit is pushed', () => {
    const { step, index } = stepThat(({ run = '' }) => run.includes('--method DELETE'));
    expect(index).toBe(0);
    expect(step.if).toBe(
      'contains(fromJSON(\'["synchronize", "reopened"]\'), github.event.action) && ' +
        "contains(github.event.pull_request.labels.*.name, 'accept-dangerous')",
    );
    expect(review.step.env?.['ACCEPT']).toContain(
      'contains(fromJSON(\'["labeled", "unlabeled"]\'), github.event.action) && contains(',
    );
    const taking = (gh: string): SpawnSyncReturns<string> =>
      run({ run: `cd ${temporary.path()}\ngh() { ${gh}; }\n${step.run ?? ''}` }, 'true', {
        ...{ GITHUB_REPOSITORY: 'example-org/platform', PULL_REQUEST: '7' },
      });
    expect(taking('echo "$@"')).toMatchObject({
      status: 0,
      stdout: 'api --silent --method DELETE repos/example-org/platform/issues/7/labels/accept-dangerous\n',
    });
    expect(taking("echo 'gh: Label does not exist (HTTP 404)' >&2; return 1").status).toBe(0);
    expect(taking("echo 'gh: Forbidden (HTTP 403)' >&2; return 1").status).toBe(1);
  });

  it('gives no role and no secrets to a fork', () => {
    expect(job?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    expect(Object.keys(workflow.on)).toEqual(['pull_request']);
  });

  it('may only read the code, sign in to AWS and write comments', () => {
    expect(workflow.permissions).toEqual({ contents: 'read', 'id-token': 'write', 'pull-requests': 'write' });
  });

  it('fetches the whole history, to compare with the base', () => {
    const { step } = stepThat(({ uses = '' }) => uses.startsWith('actions/checkout'));
    expect(step.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
  });

  it('uploads no plan file as an artifact: plans hold secrets', () => {
    const { step } = stepThat(({ uses = '' }) => uses.startsWith('actions/upload-artifact'));
    expect(String(step.with?.['path']).trim().split('\n').sort()).toEqual([
      'review-report/comment.md',
      'review-report/report.html',
      'review-report/review.json',
    ]);
  });

  it('writes the comment before it fails for a dangerous change', () => {
    expect(review.index).toBeLessThan(comment.index);
    expect(comment.index).toBeLessThan(verdict.index);
    const { status } = run(review.step, 'return 3', { GITHUB_OUTPUT: '/dev/null', BASE: 'main' });
    expect(status).toBe(0);
  });

  it.each([
    { label: 'without the label', accept: '', expected: false },
    { label: 'with it', accept: 'dangerous', expected: true },
  ])('$label, accepts danger: $expected; and it hands over the exit code', ({ accept, expected }) => {
    const output = join(temporary.path(), 'output');
    const env = { GITHUB_OUTPUT: output, BASE: 'main', HEAD_SHA: '1a2b', RUN_URL: 'https://x', ACCEPT: accept };
    const { stdout } = run(review.step, 'echo "$@"; return 2', env);
    expect(stdout).toContain('--base origin/main --out review-report --keep-plans-as 1a2b --report-url https://x');
    expect(stdout.includes('--accept dangerous')).toBe(expected);
    expect(readFileSync(output, 'utf8')).toBe('exit-code=2\n');
  });

  it.each([
    { code: '0', status: 0 },
    { code: '2', status: 0 },
    { code: '3', status: 3 },
    { code: '1', status: 1 },
    { code: '', status: 1 },
  ])('ends with $status after exit code "$code"', ({ code, status }) => {
    expect(run(verdict.step, 'true', { EXIT_CODE: code }).status).toBe(status);
  });
});
