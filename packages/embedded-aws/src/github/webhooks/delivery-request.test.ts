import { createHmac } from 'node:crypto';
import { Receiver } from '../testing/receiver';
import { openShop, SHOP, type Shop } from '../testing/shop';

const SECRET = 's3cret';

let shop: Shop;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.start(SECRET);
  shop = await openShop();
});

afterEach(async () => {
  await shop.close();
  await receiver.close();
});

async function push(): Promise<void> {
  await shop.checkout.commit('next', { file: 'next' });
  await shop.checkout.git('push', shop.remote, 'HEAD:main');
  await shop.github.settled();
}

function digest(algorithm: string, body: string): string {
  return createHmac(algorithm, SECRET).update(body).digest('hex');
}

describe('what a receiver gets', () => {
  test('a ping when the webhook is created', async () => {
    const id = await shop.addHook(receiver.url, { secret: SECRET });
    await shop.github.settled();

    expect(receiver.payloads('ping')).toMatchObject([
      {
        zen: expect.any(String) as string,
        hook_id: id,
        hook: { id, type: 'Repository', config: { secret: '********', url: receiver.url } },
        repository: { full_name: 'acme/shop', url: `${shop.github.url}/repos/acme/shop` },
        sender: { login: 'acme' },
      },
    ]);
  });

  test('GitHub’s headers and two signatures of a JSON body', async () => {
    const id = await shop.addHook(receiver.url, { secret: SECRET });
    await push();

    const { headers, body } = receiver.received[1] ?? { headers: {}, body: '' };
    const { data: repository } = await shop.client.repos.get(SHOP);
    expect(headers).toMatchObject({
      accept: '*/*',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': expect.stringMatching(/^GitHub-Hookshot\/[0-9a-f]{7}$/) as string,
      'x-github-delivery': expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
      'x-github-event': 'push',
      'x-github-hook-id': String(id),
      'x-github-hook-installation-target-id': String(repository.id),
      'x-github-hook-installation-target-type': 'repository',
      'x-hub-signature': `sha1=${digest('sha1', body)}`,
      'x-hub-signature-256': `sha256=${digest('sha256', body)}`,
    });
  });

  test('a form whose signature is made of the form', async () => {
    await shop.addHook(receiver.url, { secret: SECRET, content_type: 'form' });
    await push();

    const { headers, body } = receiver.received[1] ?? { headers: {}, body: '' };
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(JSON.parse(new URLSearchParams(body).get('payload') ?? '')).toMatchObject({ ref: 'refs/heads/main' });
    expect(headers['x-hub-signature-256']).toBe(`sha256=${digest('sha256', body)}`);
  });

  test('no signature without a secret', async () => {
    const open = await Receiver.start();
    await shop.addHook(open.url);
    await shop.github.settled();

    expect(Object.keys(open.received[0]?.headers ?? {}).filter((name) => name.startsWith('x-hub'))).toEqual([]);
    await open.close();
  });

  test('pushes, if it listens to them or to everything and is active', async () => {
    const others = await Promise.all([Receiver.start(), Receiver.start(), Receiver.start()]);
    const [everything, issues, inactive] = others.map(({ url }) => url);
    await shop.addHook(everything ?? '', { events: ['*'] });
    await shop.addHook(issues ?? '', { events: ['issues'] });
    const hook_id = await shop.addHook(inactive ?? '');
    await shop.client.repos.updateWebhook({ ...SHOP, hook_id, active: false });
    await push();

    expect(others.map((other) => other.payloads('push').length)).toEqual([1, 0, 0]);
    await Promise.all(others.map((other) => other.close()));
  });
});
