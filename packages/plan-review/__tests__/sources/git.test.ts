import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { branchName, checkOut, commitOf, haveChanged, openRepository, WORKING_TREE } from 'plan-review/sources/git';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();
let root: string;

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false', ...args], {
    cwd: root,
    stdio: 'ignore',
  });
}

function write(file: string, text: string): void {
  writeFileSync(join(root, file), text);
}

beforeEach(() => {
  root = join(realpathSync(temporary.path()), 'project');
  mkdirSync(join(root, 'infra'), { recursive: true });
  git('init', '--initial-branch', 'main');
  write('infra/main.tf', 'first');
  git('add', '.');
  git('commit', '--message', 'first');
});

describe('a repository', () => {
  it('knows where in it the project is', async () => {
    expect(await openRepository(join(root, 'infra'), process.env)).toMatchObject({ top: root, prefix: 'infra/' });
    expect(await openRepository(root, process.env)).toMatchObject({ top: root, prefix: '.' });
  });

  it('is needed, as a review compares with a commit', async () => {
    await expect(openRepository(temporary.path(), process.env)).rejects.toThrow('is in no git repository');
  });

  it('has no commit by a wrong name: the message says what to name, and what CI has to fetch', async () => {
    const repository = await openRepository(root, process.env);
    await expect(commitOf(repository, 'origin/main')).rejects.toMatchObject({
      message: 'No commit is called "origin/main".',
      hint: expect.stringContaining('fetch-depth: 0') as string,
    });
  });

  it('names the branch that is checked out, and none of a commit alone', async () => {
    const repository = await openRepository(root, process.env);
    expect(await branchName(repository)).toBe('main');
    git('checkout', '--detach');
    expect(await branchName(repository)).toBe('HEAD');
    git('checkout', 'main');
  });

  it('gives the files of a commit, and stays as it is', async () => {
    const repository = await openRepository(root, process.env);
    const commit = await commitOf(repository, 'main');
    write('infra/main.tf', 'second');
    const folder = join(temporary.path(), 'base');
    await checkOut(repository, commit, folder);
    expect(readFileSync(join(folder, 'infra/main.tf'), 'utf8')).toBe('first');
    expect(readFileSync(join(root, 'infra/main.tf'), 'utf8')).toBe('second');
    expect(readdirSync(join(root, '.git')).includes('worktrees')).toBe(false);
  });
});

describe('files below a path', () => {
  it.each([
    { what: 'nothing was changed', change: () => undefined, expected: false },
    {
      what: 'a file outside the folder was changed',
      change: () => {
        write('readme', 'x');
      },
      expected: false,
    },
    {
      what: 'a file was changed',
      change: () => {
        write('infra/main.tf', 'x');
      },
      expected: true,
    },
    {
      what: 'a file is new and not even added',
      change: () => {
        write('infra/new.tf', 'x');
      },
      expected: true,
    },
  ])('differ from a commit: $expected if $what', async ({ change, expected }) => {
    const repository = await openRepository(root, process.env);
    const base = await commitOf(repository, 'main');
    change();
    expect(await haveChanged(repository, base, WORKING_TREE, ['infra'])).toBe(expected);
  });
});
