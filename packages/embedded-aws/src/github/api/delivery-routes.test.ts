import { NOT_FOUND, refusal } from '../testing/octokit';
import { Receiver } from '../testing/receiver';
import { openShop, SHOP, type Shop } from '../testing/shop';

const SECRET = 's3cret';

let shop: Shop;
let receiver: Receiver;
let hook: typeof SHOP & { hook_id: number };

beforeEach(async () => {
  receiver = await Receiver.start(SECRET);
  shop = await openShop();
  hook = { ...SHOP, hook_id: await shop.addHook(receiver.url, { secret: SECRET }) };
  await shop.github.settled();
});

afterEach(async () => {
  await shop.close();
  await receiver.close();
});

async function push(content: string): Promise<string> {
  const sha = await shop.checkout.commit(content, { file: content });
  await shop.checkout.git('push', shop.remote, 'HEAD:main');
  await shop.github.settled();
  return sha;
}

describe('reading deliveries', () => {
  test('one is shown with what was sent and what was answered', async () => {
    const sha = await push('one');
    const [item] = (await shop.client.repos.listWebhookDeliveries(hook)).data;
    const { data } = await shop.client.repos.getWebhookDelivery({ ...hook, delivery_id: item?.id ?? 0 });

    expect(data).toEqual({
      ...item,
      event: 'push',
      action: null,
      redelivery: false,
      status: 'OK',
      status_code: 200,
      delivered_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      url: receiver.url,
      request: {
        headers: expect.objectContaining({ 'X-GitHub-Event': 'push', 'X-GitHub-Delivery': data.guid }) as object,
        payload: expect.objectContaining({ ref: 'refs/heads/main', after: sha }) as object,
      },
      response: { headers: expect.objectContaining({ 'X-Receiver': 'test' }) as object, payload: 'taken' },
    });
  });

  test('a list begins with the newest one and goes on with cursors', async () => {
    await push('one');
    await push('two');

    const all = await shop.client.paginate('GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries', {
      ...hook,
      per_page: 1,
    });

    expect(all.map(({ event }) => event)).toEqual(['push', 'push', 'ping']);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((one, other) => other - one));
  });

  test('a cursor that is none is refused', async () => {
    const answer = await refusal(shop.client.repos.listWebhookDeliveries({ ...hook, cursor: 'next' }));
    expect(answer).toMatchObject({ status: '422' });
  });

  test('a refused delivery is shown as such', async () => {
    await shop.client.repos.updateWebhook({ ...hook, config: { url: receiver.url, secret: 'other' } });
    await shop.client.repos.pingWebhook(hook);
    await shop.github.settled();

    const [item] = (await shop.client.repos.listWebhookDeliveries(hook)).data;
    const { data } = await shop.client.repos.getWebhookDelivery({ ...hook, delivery_id: item?.id ?? 0 });
    expect(data).toMatchObject({ status: 'Invalid HTTP Response: 403', status_code: 403 });
    expect(data.response.payload).toBe('bad signature');
  });

  test('a delivery is not found that does not exist or is another webhook’s', async () => {
    const other = await shop.addHook(receiver.url, { secret: SECRET, events: ['issues'] });
    await shop.github.settled();
    const [item] = (await shop.client.repos.listWebhookDeliveries(hook)).data;
    const delivery_id = item?.id ?? 0;

    expect(await refusal(shop.client.repos.getWebhookDelivery({ ...hook, delivery_id: 99 }))).toEqual(NOT_FOUND);
    expect(await refusal(shop.client.repos.getWebhookDelivery({ ...hook, hook_id: other, delivery_id }))).toEqual(
      NOT_FOUND,
    );
  });
});

describe('repeating deliveries', () => {
  test('a refused one comes again, under the same id, once the secret is right', async () => {
    await shop.client.repos.updateWebhook({ ...hook, config: { url: receiver.url, secret: 'other' } });
    await push('one');
    const config = { url: receiver.url, content_type: 'json', secret: SECRET };
    await shop.client.repos.updateWebhook({ ...hook, config });
    const [refused] = (await shop.client.repos.listWebhookDeliveries(hook)).data;

    const again = await shop.client.repos.redeliverWebhookDelivery({ ...hook, delivery_id: refused?.id ?? 0 });
    await shop.github.settled();

    const [repeated] = (await shop.client.repos.listWebhookDeliveries(hook)).data;
    expect(again.status).toBe(202);
    expect(refused).toMatchObject({ status_code: 403, redelivery: false });
    expect(repeated).toMatchObject({ status_code: 200, redelivery: true, guid: refused?.guid });
    expect(receiver.payloads('push')).toMatchObject([{ ref: 'refs/heads/main' }]);
  });

  test('a test repeats the last push; without one it sends nothing', async () => {
    await shop.client.repos.testPushWebhook(hook);
    await shop.github.settled();
    expect(receiver.payloads('push')).toEqual([]);

    await push('one');
    const sha = await push('two');
    const { status } = await shop.client.repos.testPushWebhook(hook);
    await shop.github.settled();

    expect(status).toBe(204);
    expect(receiver.payloads('push')).toHaveLength(3);
    expect(receiver.payloads('push')[2]).toMatchObject({ after: sha });
  });

  test('a ping comes when it is asked for', async () => {
    expect((await shop.client.repos.pingWebhook(hook)).status).toBe(204);
    await shop.github.settled();

    expect(receiver.payloads('ping')).toHaveLength(2);
  });
});
