import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../helpers/temporary-folder';

const scripts = resolve(__dirname, '../../../.github/scripts');

/** What the stand-in for `npm run plan` prints and how it ends, by stack. */
type Plans = Readonly<Record<string, { readonly prints: string; readonly exitCode: number }>>;

const temporary = temporaryFolder();
let folder: string;

beforeEach(() => {
  folder = temporary.path();
  mkdirSync(join(folder, 'bin'));
});

function program(name: string, text: string): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/usr/bin/env bash\n${text}\n`);
  chmodSync(file, 0o755);
}

function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number | null {
  const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  return spawnSync(join(scripts, script), args, { cwd: folder, env: { ...process.env, ...env, PATH: path } }).status;
}

function planEveryStack(plans: Plans): { exitCode: number | null; comment: string } {
  for (const [stack, { prints, exitCode }] of Object.entries(plans)) {
    mkdirSync(join(folder, 'cdktf.out', 'stacks', stack), { recursive: true });
    writeFileSync(join(folder, `${stack}.out`), prints);
    writeFileSync(join(folder, `${stack}.code`), String(exitCode));
  }
  // Called as `npm run --silent plan -- <stack>`.
  program('npm', 'cat "$5.out"; exit "$(cat "$5.code")"');
  const exitCode = run('plan-every-stack.sh', ['plans']);
  return { exitCode, comment: readFileSync(join(folder, 'plans', 'comment.md'), 'utf8') };
}

describe('the comment with the plans', () => {
  it('says of every stack what its plan says, and holds the whole plan', () => {
    const { exitCode, comment } = planEveryStack({
      'dev-hello': { prints: 'details\nPlan: 1 to add, 0 to change, 0 to destroy.\n', exitCode: 0 },
      'dev-network': { prints: 'No changes. Your infrastructure matches the configuration.\n', exitCode: 0 },
    });
    expect(exitCode).toBe(0);
    expect(comment).toContain('<code>dev-hello</code>: Plan: 1 to add, 0 to change, 0 to destroy.');
    expect(comment).toContain('<code>dev-network</code>: No changes.');
    expect(comment).toContain('details');
  });

  it('says of a stack that stands on others which are not deployed that it waits, and fails nothing', () => {
    const { exitCode, comment } = planEveryStack({
      'dev-hello': { prints: 'Error: Unable to find remote state\n', exitCode: 1 },
    });
    expect(exitCode).toBe(0);
    expect(comment).toContain('<code>dev-hello</code>: waits for stacks that are not deployed yet');
  });

  it('fails when a stack cannot be planned, after all others were planned', () => {
    const { exitCode, comment } = planEveryStack({
      'dev-hello': { prints: 'Error: no credentials\n', exitCode: 1 },
      'dev-network': { prints: 'No changes.\n', exitCode: 0 },
    });
    expect(exitCode).toBe(1);
    expect(comment).toContain('<code>dev-hello</code>: **could not be planned**');
    expect(comment).toContain('<code>dev-network</code>: No changes.');
  });

  it('shows no colour codes', () => {
    const { comment } = planEveryStack({ 'dev-hello': { prints: '\u001b[1mNo changes.\u001b[0m\n', exitCode: 0 } });
    expect(comment).toContain('<code>dev-hello</code>: No changes.');
    expect(comment).not.toContain('\u001b');
  });

  it('stays under the 65,536 characters of GitHub and says where the rest is', () => {
    const { comment } = planEveryStack({ 'dev-hello': { prints: 'x'.repeat(70_000), exitCode: 0 } });
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('the whole plans are in the artifact');
  });
});

describe('the place of the comment', () => {
  const env = { GITHUB_REPOSITORY: 'example-org/platform', PULL_REQUEST: '7' };

  function comment(existingId: string): string {
    writeFileSync(join(folder, 'comment.md'), 'the plans');
    program('gh', `[ "$2" = --paginate ] && { echo "${existingId}"; exit 0; }; echo "$@" >> calls`);
    expect(run('comment.sh', ['comment.md'], env)).toBe(0);
    return readFileSync(join(folder, 'calls'), 'utf8');
  }

  it('is a new comment the first time', () => {
    expect(comment('')).toContain('api --method POST repos/example-org/platform/issues/7/comments');
  });

  it('is the same comment ever after', () => {
    expect(comment('42')).toContain('api --method PATCH repos/example-org/platform/issues/comments/42');
  });
});
