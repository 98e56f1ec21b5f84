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

describe('the events of new and deleted refs', () => {
  test('a new branch at a known commit names the branch that it starts from and lists nothing', async () => {
    const sha = await shop.checkout.commit('one', { file: '1' });
    await push('HEAD:main');

    expect(await push('HEAD:refs/heads/feature/x')).toMatchObject([
      {
        ref: 'refs/heads/feature/x',
        base_ref: 'refs/heads/main',
        compare: `${SITE}/compare/feature/x`,
        commits: [],
        head_commit: { id: sha, distinct: false, added: ['file'] },
      },
    ]);
  });

  test('a new branch with several commits compares the first with the last', async () => {
    const first = await shop.checkout.commit('one', { file: '1' });
    const last = await shop.checkout.commit('two', { file: '2' });

    const compare = `${SITE}/compare/${first.slice(0, 12)}^...${last.slice(0, 12)}`;
    expect(await push('HEAD:main')).toMatchObject([{ compare }]);
  });

  test('a deleted branch has no commits', async () => {
    const before = await shop.checkout.commit('one', { file: '1' });
    await push('HEAD:main', 'HEAD:refs/heads/old');

    const deleted = { ref: 'refs/heads/old', before, after: NONE, deleted: true, commits: [], head_commit: null };
    expect(await push(':old')).toMatchObject([deleted]);
  });

  test('a tag with a message is told with its own id and its commit', async () => {
    const sha = await shop.checkout.commit('one', { file: '1' });
    await push('HEAD:main');
    await shop.checkout.git('tag', '-a', '-m', 'first', 'v1');
    const after = await shop.checkout.git('rev-parse', 'v1');

    const tagged = { ref: 'refs/tags/v1', after, base_ref: 'refs/heads/main', commits: [], head_commit: { id: sha } };
    expect(await push('v1')).toMatchObject([tagged]);
  });

  test('a push of several branches makes an event of each, more than three tags at once make none', async () => {
    await shop.checkout.commit('one', { file: '1' });
    const tags = ['a', 'b', 'c', 'd'].map((name) => `HEAD:refs/tags/${name}`);

    const events = await push('HEAD:main', 'HEAD:refs/heads/other', ...tags);

    expect(events.map(({ ref }) => ref)).toEqual(['refs/heads/main', 'refs/heads/other']);
  });

  test('a push that changes nothing makes none', async () => {
    await shop.checkout.commit('one', { file: '1' });
    await push('HEAD:main');

    expect(await push('HEAD:main')).toEqual([]);
  });
});
