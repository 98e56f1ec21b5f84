import { pushEvents } from '../testing/push-events';
import { Receiver } from '../testing/receiver';
import { openShop, type Shop } from '../testing/shop';

const NONE = '0'.repeat(40);
const SITE = 'https://github.com/acme/shop';

let shop: Shop;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.start();
  shop = await openShop();
  await shop.addHook(receiver.url);
});

afterEach(async () => {
  await shop.close();
  await receiver.close();
});

const push = (...refs: string[]): ReturnType<typeof pushEvents> => pushEvents(shop, receiver, ...refs);

describe('the event of a push', () => {
  test('it tells of a new branch with its first commit', async () => {
    const sha = await shop.checkout.commit('one\n\nwhy', { 'src/ä b.txt': '1' });
    const tree = await shop.checkout.git('rev-parse', 'HEAD^{tree}');

    const [event] = await push('HEAD:main');

    const commit = {
      id: sha,
      tree_id: tree,
      distinct: true,
      message: 'one\n\nwhy',
      timestamp: '2026-03-01T11:00:00+01:00',
      url: `${SITE}/commit/${sha}`,
      author: { name: 'Ada', email: 'ada@example.com' },
      committer: { name: 'Bob', email: 'bob@example.com' },
      added: ['src/ä b.txt'],
      removed: [],
      modified: [],
    };
    expect(event).toMatchObject({
      ref: 'refs/heads/main',
      before: NONE,
      after: sha,
      created: true,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${SITE}/commit/${sha}`,
      commits: [commit],
      head_commit: commit,
      pusher: { name: 'acme', email: expect.stringMatching(/^\d+\+acme@users\.noreply\.github\.com$/) as string },
      sender: { login: 'acme', type: 'User' },
    });
  });

  test('it shows the repository as push events do', async () => {
    await shop.checkout.commit('one', { file: '1' });

    const [event] = await push('HEAD:main');

    expect(event?.['repository']).toMatchObject({
      name: 'shop',
      full_name: 'acme/shop',
      private: true,
      owner: { name: 'acme', login: 'acme' },
      html_url: SITE,
      url: SITE,
      clone_url: `${shop.github.url}/acme/shop.git`,
      archive_url: `${shop.github.url}/repos/acme/shop/{archive_format}{/ref}`,
      created_at: expect.any(Number) as number,
      pushed_at: expect.any(Number) as number,
      default_branch: 'main',
      master_branch: 'main',
    });
  });

  test('it lists new commits, the oldest first, with what each of them changed', async () => {
    const before = await shop.checkout.commit('one', { changed: '1', removed: '1' });
    await push('HEAD:main');
    await shop.checkout.git('rm', '--quiet', 'removed');
    await shop.checkout.commit('two', { changed: '2', added: '2' });
    const after = await shop.checkout.commit('three', { added: '3' });

    const [event] = await push('HEAD:main');

    expect(event).toMatchObject({
      before,
      after,
      created: false,
      forced: false,
      compare: `${SITE}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      commits: [
        { message: 'two', added: ['added'], modified: ['changed'], removed: ['removed'] },
        { message: 'three', added: [], modified: ['added'], removed: [] },
      ],
      head_commit: { id: after },
    });
  });

  test('a merge brings the commits of both sides', async () => {
    await shop.checkout.commit('one', { file: '1' });
    await push('HEAD:main');
    await shop.checkout.git('checkout', '--quiet', '-b', 'side');
    await shop.checkout.commit('side', { side: '1' });
    await push('side');
    await shop.checkout.git('checkout', '--quiet', 'main');
    await shop.checkout.commit('two', { file: '2' });
    await shop.checkout.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');

    const [event] = await push('main');

    const commits = event?.['commits'] as { message: string; distinct: boolean; added: string[] }[];
    const told = commits.map(({ message, distinct, added }) => [message, distinct, added] as const);
    expect(new Map(told.map(([message, ...rest]) => [message, rest]))).toEqual(
      new Map([
        ['side', [false, ['side']]],
        ['two', [true, []]],
        ['merge', [true, ['side']]],
      ]),
    );
  });

  test('a forced push says so', async () => {
    const before = await shop.checkout.commit('one', { file: '1' });
    await push('HEAD:main');
    await shop.checkout.git('commit', '--quiet', '--amend', '-m', 'other');
    const after = await shop.checkout.git('rev-parse', 'HEAD');

    expect(await push('HEAD:main')).toMatchObject([{ before, after, forced: true, commits: [{ id: after }] }]);
  });
});
