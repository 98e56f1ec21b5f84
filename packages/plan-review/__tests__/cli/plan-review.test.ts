import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gitProject } from '../../../../__tests__/helpers/git-project';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

/** Milliseconds for a few starts of Node.js on a busy machine. */
jest.setTimeout(60_000);

const BIN = resolve(__dirname, '../../src/cli/main.ts');
const PLANS = resolve(__dirname, '../fixtures/plans/plans/terraform-1.11.4');
const plan = (name: string): string => join(PLANS, `${name}.json`);

const temporary = temporaryFolder();

/** Runs the program as a shell does; its cache is in the folder of the test. */
function planReview(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const options = {
    cwd: temporary.path(),
    env: { ...process.env, XDG_CACHE_HOME: cache(), TERRAFORM_BINARY_NAME: join(temporary.path(), 'terraform') },
    encoding: 'utf8',
  } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', TSX, BIN, ...args], options);
  return { status, stdout, stderr };
}

const TSX = require.resolve('tsx/cjs');
const cache = (): string => join(temporary.path(), 'cache');

/** A program that answers as Terraform does, with a plan that is made already. */
function fakeTerraform(planned: string): void {
  const file = join(temporary.path(), 'terraform');
  const script = `case "$1" in
    version) echo 'Terraform v1.11.4' ;;
    plan) touch "$3" ;;
    show) cat '${planned}' ;;
  esac`;
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

describe('plan-review with plans in JSON', () => {
  it('prints the verdict and the reasons, and its exit code is that of the verdict', () => {
    expect(planReview(plan('nothing'))).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^No changes: /) as string,
    });
    expect(planReview(plan('everything'))).toMatchObject({
      status: 3,
      stdout: expect.stringMatching(/^Dangerous: [^]*Log group gone is destroyed/) as string,
      stderr: '',
    });
  });

  it('accepts a dangerous change where it is told to', () => {
    expect(planReview(plan('everything'), '--accept', 'dangerous').status).toBe(2);
  });

  it('writes the review into the folder of --out, and nothing without it', () => {
    planReview(plan('nothing'));
    expect(readdirSync(temporary.path())).toEqual([]);
    planReview(plan('everything'), '--out', 'review', '--report-url', 'https://example.org/report');
    const folder = join(temporary.path(), 'review');
    expect(readdirSync(folder).sort()).toEqual(['comment.md', 'report.html', 'review.json']);
    expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toMatch(
      /^<!-- plan-review -->\n[^]*https:\/\/example\.org\/report/,
    );
  });

  it('says in the folder of --out that a review failed', () => {
    const { status, stderr } = planReview('missing.json', '--out', 'review');
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^There is no missing\.json\.\n/) as string,
    });
    expect(readFileSync(join(temporary.path(), 'review/comment.md'), 'utf8')).toContain('There is no missing.json.');
  });
});

describe('plan-review with Terraform directories', () => {
  it('plans and reviews those that differ from the base, and leaves neither plans nor changes behind', () => {
    const project = gitProject(join(temporary.path(), 'project'));
    for (const name of ['network', 'app']) project.write(`live/${name}/main.tf`, '');
    project.commit('first');
    project.write('live/app/main.tf', 'resource "terraform_data" "new" {}');
    fakeTerraform(plan('everything'));
    const folders = ['network', 'app'].map((name) => join(project.root, 'live', name));
    expect(planReview('--terraform', ...folders, '--base', 'main')).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('live/app: 4 created, 3 changed, 3 replaced, 2 destroyed') as string,
      stderr: 'Plan 1 of 2 directories ...\n',
    });
    expect(readdirSync(join(cache(), 'plan-review/reviews'))).toEqual([]);
    expect(readdirSync(join(project.root, 'live/app'))).toEqual(['main.tf']);
  });
});

describe('plan-review refuses', () => {
  it.each([
    [[], 'There is nothing to review.'],
    [['plan.json', '--base', 'main'], '--base and --head are for Terraform directories'],
    [['plan.json', '--terraform', 'live', '--base', 'main'], 'cannot be reviewed together'],
    [['--terraform', 'live'], '--terraform needs a commit to compare with.'],
    [['--terraform', 'live', '--base', 'main'], 'There is no live.'],
    [['plan.json', '--report-url', 'javascript:alert(1)'], 'is not the address of a web page'],
  ])('%j, and says why', (args, says) => {
    const { status, stdout, stderr } = planReview(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(join(temporary.path(), 'review'))).toBe(false);
  });
});
