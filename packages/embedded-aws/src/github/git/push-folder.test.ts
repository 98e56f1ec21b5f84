import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type EmbeddedGithub, startGithub } from '../api/start';
import { Checkout } from '../testing/checkout';
import { pushSource } from '../testing/push-source';
import { octokit } from '../testing/octokit';
import type { PushFolderOptions } from './push-folder';

const SHOP = { owner: 'acme', repo: 'shop' };

let github: EmbeddedGithub;
let source: Checkout;

beforeEach(async () => {
  github = await startGithub({ accounts: [{ owner: 'acme', token: 'acme-token', repositories: ['shop'] }] });
});

afterEach(async () => {
  await github.close();
  await source.remove();
});

const push = (changes: Partial<PushFolderOptions> = {}): ReturnType<typeof pushSource> =>
  pushSource(github, source.folder, changes);

/** Paths of all files of a branch, as a new clone has them. */
async function pushedFiles(branch = 'main'): Promise<string[]> {
  const url = `${github.url.replace('//', '//x:acme-token@')}/acme/shop.git`;
  const clone = await Checkout.plain();
  await clone.git('clone', '--quiet', '--bare', url, 'clone');
  const listed = await clone.git('--git-dir=clone', 'ls-tree', '-r', '--name-only', branch);
  await clone.remove();
  return listed.split('\n');
}

describe('pushing a plain folder', () => {
  test('its files become the first commit of a branch, by the owner', async () => {
    source = await Checkout.plain({ 'index.html': 'hello', 'src/main.js': '1' });

    const { sha } = await push();

    const { data } = await octokit(github.url, 'acme-token').repos.getCommit({ ...SHOP, ref: 'main' });
    expect(data).toMatchObject({ sha, parents: [], author: { login: 'acme' } });
    expect(data.commit).toMatchObject({
      message: 'Rehearse',
      author: { name: 'acme', email: 'acme@users.noreply.github.com' },
    });
    expect(await pushedFiles()).toEqual(['index.html', 'src/main.js']);
  });

  test('a second push is on top of the first one and leaves out what is gone', async () => {
    source = await Checkout.plain({ kept: '1', 'old/gone': '1' });
    const first = await push();
    await source.remove();
    source = await Checkout.plain({ kept: '1', added: '1' });

    await push({ author: { name: 'Ada', email: 'ada@example.com' } });

    const { data } = await octokit(github.url, 'acme-token').repos.getCommit({ ...SHOP, ref: 'main' });
    expect(data.parents.map((parent) => parent.sha)).toEqual([first.sha]);
    expect(data.commit.author).toMatchObject({ name: 'Ada', email: 'ada@example.com' });
    expect(await pushedFiles()).toEqual(['added', 'kept']);
  });

  test('what a .gitignore names stays behind, and nothing is written into the folder', async () => {
    source = await Checkout.plain({ '.gitignore': 'node_modules', 'node_modules/x/index.js': '1', 'main.js': '1' });

    await push();

    expect(await pushedFiles()).toEqual(['.gitignore', 'main.js']);
    expect((await readdir(source.folder)).sort()).toEqual(['.gitignore', 'main.js', 'node_modules']);
  });

  test('another branch gets a history of its own', async () => {
    source = await Checkout.plain({ file: '1' });
    await push();
    const { sha } = await push({ branch: 'feature/new' });

    const { data } = await octokit(github.url, 'acme-token').repos.getBranch({ ...SHOP, branch: 'feature/new' });
    expect(data).toMatchObject({ name: 'feature/new', commit: { sha, parents: [] } });
  });
});

describe('pushing a git checkout', () => {
  test('what was committed is pushed, what was not is not', async () => {
    source = await Checkout.create();
    await source.commit('one', { committed: '1' });
    await source.write({ uncommitted: '1' });

    await push();

    expect(await pushedFiles()).toEqual(['committed']);
    expect(await source.git('status', '--porcelain')).toBe('?? uncommitted');
  });

  test('an older commit is pushed when it is asked for', async () => {
    source = await Checkout.create();
    const older = await source.commit('one', { one: '1' });
    await source.commit('two', { two: '2' });

    await push({ ref: older });

    expect(await pushedFiles()).toEqual(['one']);
  });

  test('a second working tree of a repository is pushed with its own commit', async () => {
    source = await Checkout.create();
    const older = await source.commit('one', { one: '1' });
    await source.commit('two', { two: '2' });
    await source.git('worktree', 'add', '--detach', 'second', older);

    await push({ folder: path.join(source.folder, 'second') });

    expect(await pushedFiles()).toEqual(['one']);
  });
});
