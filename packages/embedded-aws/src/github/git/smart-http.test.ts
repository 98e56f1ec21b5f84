import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { startGithub } from '../api/start';
import { Checkout } from '../testing/checkout';
import { openShop, SHOP, type Shop } from '../testing/shop';

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

afterEach(async () => {
  await shop.close();
});

function address(credentials: string, repository = 'acme/shop.git'): string {
  return `${shop.github.url.replace('//', `//${credentials}`)}/${repository}`;
}

describe('pushing and fetching', () => {
  test('what one checkout pushes, another one clones', async () => {
    const sha = await shop.checkout.commit('one', { 'a file': '1' });
    await shop.checkout.git('push', shop.remote, 'HEAD:main');

    const other = await Checkout.plain();
    await other.git('clone', '--quiet', address('x:acme-token@', 'ACME/shop'), 'clone');
    expect(await other.git('-C', 'clone', 'log', '--format=%H %D')).toBe(
      `${sha} HEAD -> main, origin/main, origin/HEAD`,
    );
    await other.remove();
  });

  test('an empty repository is cloned', async () => {
    const other = await Checkout.plain();
    await other.git('clone', '--quiet', shop.remote, 'clone');
    expect(await other.git('-C', 'clone', 'branch', '--show-current')).toBe('main');
    await other.remove();
  });

  test('a commit is fetched by its id, by old and new protocols', async () => {
    const older = await shop.checkout.commit('one', { file: '1' });
    await shop.checkout.commit('two', { file: '2' });
    await shop.checkout.git('push', shop.remote, 'HEAD:main');

    for (const version of ['0', '2']) {
      const other = await Checkout.create();
      await other.git('-c', `protocol.version=${version}`, 'fetch', '--quiet', '--depth=1', shop.remote, older);
      expect(await other.git('rev-parse', 'FETCH_HEAD')).toBe(older);
      await other.remove();
    }
  });

  test('a push of megabytes comes through, though git sends it in pieces', async () => {
    await shop.checkout.commit('large', { large: randomBytes(3_000_000).toString('base64') });
    await shop.checkout.git('push', shop.remote, 'HEAD:main');

    const { data } = await shop.client.repos.get(SHOP);
    expect(data.size).toBeGreaterThan(2900);
  });

  test('the first branch of an empty repository becomes its default branch', async () => {
    await shop.checkout.commit('one', { file: '1' });
    await shop.checkout.git('push', shop.remote, 'HEAD:trunk');
    await shop.checkout.git('push', shop.remote, 'HEAD:main');

    expect((await shop.client.repos.get(SHOP)).data.default_branch).toBe('trunk');
    expect(await shop.checkout.git('ls-remote', '--symref', shop.remote, 'HEAD')).toContain('ref: refs/heads/trunk');
  });

  test('repositories outlive the embedded GitHub in a folder of the caller', async () => {
    const folder = path.join(shop.checkout.folder, 'kept');
    const accounts = [{ owner: 'Acme', token: 't', repositories: ['Shop'] }];
    const sha = await shop.checkout.commit('one', { file: '1' });
    for (const branch of ['one', 'two']) {
      const github = await startGithub({ accounts, folder });
      await shop.checkout.git('push', `${github.url.replace('//', '//t@')}/Acme/Shop.git`, `HEAD:${branch}`);
      await github.close();
    }

    expect(await readdir(folder)).toEqual(['acme']);
    const refs = await shop.checkout.git(
      '--git-dir=kept/acme/shop.git',
      'for-each-ref',
      '--format=%(refname) %(objectname)',
    );
    expect(refs.split('\n')).toEqual([`refs/heads/one ${sha}`, `refs/heads/two ${sha}`]);
  });
});

describe('pushes that are refused', () => {
  beforeEach(async () => {
    await shop.checkout.commit('one', { file: '1' });
    await shop.checkout.git('push', shop.remote, 'HEAD:main');
  });

  test.each([
    ['no token', '', /could not read Username/],
    ['a wrong token', 'x:other@', /remote: Invalid username or token\.[^]*Authentication failed/],
  ])('a push with %s', async (_, credentials, complaint) => {
    await expect(shop.checkout.git('push', address(credentials), 'HEAD:other')).rejects.toThrow(complaint);
    await expect(shop.checkout.git('ls-remote', address(credentials))).rejects.toThrow(complaint);
  });

  test('a push to a repository that does not exist', async () => {
    const push = shop.checkout.git('push', address('x:acme-token@', 'acme/none.git'), 'HEAD:main');
    await expect(push).rejects.toThrow(/remote: Repository not found\.\nfatal: repository .* not found/);
  });

  test('a push that would lose commits, unless it is forced', async () => {
    await shop.checkout.git('commit', '--quiet', '--amend', '-m', 'other');

    const push = shop.checkout.git('push', shop.remote, 'HEAD:main');
    await expect(push).rejects.toThrow(/! \[rejected\] +HEAD -> main \((?:fetch first|non-fast-forward)\)/);
    await shop.checkout.git('push', '--force', shop.remote, 'HEAD:main');
  });

  test('the deletion of the default branch', async () => {
    const push = shop.checkout.git('push', shop.remote, ':main');
    await expect(push).rejects.toThrow('refusing to delete the current branch: refs/heads/main');
  });

  test('the protocol of old clients', async () => {
    const headers = { authorization: `Basic ${Buffer.from('acme-token:').toString('base64')}` };
    const response = await fetch(`${shop.github.url}/acme/shop.git/info/refs`, { headers });

    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Please upgrade your git client.');
  });
});
