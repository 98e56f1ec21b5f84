import { SteppedClock } from '../../clock';
import { NOT_FOUND, refusal } from '../testing/octokit';
import { openShop, pushFiles, SHOP, type Shop } from '../testing/shop';

let shop: Shop;
let clock: SteppedClock;

beforeEach(async () => {
  clock = new SteppedClock();
  shop = await openShop({ clock });
});

afterEach(async () => {
  await shop.close();
});

const json = async (path: string): Promise<unknown> => {
  const headers = { authorization: 'Bearer acme-token' };
  return (await fetch(`${shop.github.url}/repos/acme/shop${path}`, { headers })).json();
};

const push = (...refs: string[]): Promise<string> => pushFiles(shop, ...refs);

describe('a repository that has commits', () => {
  test('a commit is found by branch, tag, ref, id and the beginning of its id', async () => {
    const sha = await push('HEAD:main', 'HEAD:refs/heads/feature/x', 'HEAD:refs/tags/v1');

    for (const ref of ['main', 'feature/x', 'v1', 'heads/main', 'refs/tags/v1', 'HEAD', sha, sha.slice(0, 7)]) {
      expect((await shop.client.repos.getCommit({ ...SHOP, ref })).data.sha).toBe(sha);
    }
  });

  test.each([['feature/x'], ['feature%2Fx'], ['feature%2fx'], ['%66eature/x']])(
    'the ref feature/x is found in a path as %s',
    async (escaped) => {
      const sha = await push('HEAD:main', 'HEAD:refs/heads/feature/x');

      expect(await json(`/commits/${escaped}`)).toMatchObject({ sha });
      expect(await json(`/branches/${escaped}`)).toMatchObject({ name: 'feature/x', commit: { sha } });
      expect(await json(`/git/ref/heads/${escaped}`)).toMatchObject({ ref: 'refs/heads/feature/x', object: { sha } });
    },
  );

  test('a ref is unescaped once', async () => {
    const sha = await push('HEAD:main', 'HEAD:refs/heads/50%2F', 'HEAD:refs/heads/a+b');

    expect(await json('/commits/50%252F')).toMatchObject({ sha });
    expect(await json('/branches/a+b')).toMatchObject({ name: 'a+b' });
  });

  test('a commit is shown with its people, message, tree and addresses', async () => {
    const sha = await push('HEAD:main');
    const { data } = await shop.client.repos.getCommit({ ...SHOP, ref: 'main' });

    expect(data).toMatchObject({
      sha,
      html_url: `https://github.com/acme/shop/commit/${sha}`,
      url: `${shop.github.url}/repos/acme/shop/commits/${sha}`,
      author: null,
      commit: {
        author: { name: 'Ada', email: 'ada@example.com', date: '2026-03-01T09:00:00Z' },
        committer: { name: 'Bob', email: 'bob@example.com', date: '2026-03-01T10:00:00Z' },
        message: 'one\n\nwhy',
        tree: { sha: await shop.checkout.git('rev-parse', 'HEAD^{tree}') },
      },
      parents: [],
    });
  });

  test('branches and refs are shown with their commits', async () => {
    const sha = await push('HEAD:main', 'HEAD:refs/heads/feature/x');

    const branch = await shop.client.repos.getBranch({ ...SHOP, branch: 'feature/x' });
    const ref = await shop.client.git.getRef({ ...SHOP, ref: 'heads/main' });
    expect(branch.data).toMatchObject({ name: 'feature/x', commit: { sha }, protected: false });
    expect(ref.data).toMatchObject({ ref: 'refs/heads/main', object: { sha, type: 'commit' } });
  });

  test('the repository tells when it was pushed to', async () => {
    await clock.advance(3_600_000);
    await push('HEAD:main');

    const { data } = await shop.client.repos.get(SHOP);
    expect(data).toMatchObject({ created_at: '2026-01-01T00:00:00Z', pushed_at: '2026-01-01T01:00:00Z' });
  });

  test.each([['none'], ['main~1'], ['main..main'], ['--all'], ['deadbeef'], ['%']])('there is no %s', async (ref) => {
    await push('HEAD:main');

    expect(await refusal(shop.client.repos.getCommit({ ...SHOP, ref }))).toEqual({
      message: `No commit found for SHA: ${ref}`,
      status: '422',
    });
    expect(await refusal(shop.client.repos.getBranch({ ...SHOP, branch: ref }))).toEqual({
      message: 'Branch not found',
      status: '404',
    });
    expect(await refusal(shop.client.git.getRef({ ...SHOP, ref: `heads/${ref}` }))).toEqual(NOT_FOUND);
    expect(await refusal(shop.client.repos.downloadZipballArchive({ ...SHOP, ref }))).toEqual(NOT_FOUND);
  });
});

describe('a repository without commits', () => {
  test('commits, refs and archives are refused, for it is empty', async () => {
    const empty = { message: 'Git Repository is empty.', status: '409' };

    expect(await refusal(shop.client.repos.getCommit({ ...SHOP, ref: 'main' }))).toEqual(empty);
    expect(await refusal(shop.client.git.getRef({ ...SHOP, ref: 'heads/main' }))).toEqual(empty);
    expect(await refusal(shop.client.repos.downloadZipballArchive({ ...SHOP, ref: 'main' }))).toEqual(empty);
    expect((await shop.client.repos.get(SHOP)).data).toMatchObject({
      size: 0,
      pushed_at: null,
      default_branch: 'main',
    });
  });

  test('no branch is found', async () => {
    const refused = await refusal(shop.client.repos.getBranch({ ...SHOP, branch: 'main' }));
    expect(refused).toEqual({ message: 'Branch not found', status: '404' });
  });
});
