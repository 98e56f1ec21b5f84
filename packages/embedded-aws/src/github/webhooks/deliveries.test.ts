import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SteppedClock } from '../../clock';
import { Receiver } from '../testing/receiver';
import { openShop, SHOP, type Shop } from '../testing/shop';

const SECRET = 's3cret';

let shop: Shop;
let receiver: Receiver;
let clock: SteppedClock;
let servers: Server[];

beforeEach(async () => {
  clock = new SteppedClock();
  servers = [];
  receiver = await Receiver.start(SECRET);
  shop = await openShop({ clock });
});

afterEach(async () => {
  await shop.close();
  await receiver.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A receiver that behaves in its own way. */
async function listen(answer: RequestListener): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function push(): Promise<void> {
  await shop.checkout.commit('next', { file: 'next' });
  await shop.checkout.git('push', shop.remote, 'HEAD:main');
  await shop.github.settled();
}

/** Event and outcome of each delivery so far. */
function outcomes(): unknown[] {
  return shop.github.deliveries().map(({ event, response }) => [event.name, response.statusCode, response.status]);
}

describe('how a delivery ends', () => {
  test('well, if the receiver takes it', async () => {
    await shop.addHook(receiver.url, { secret: SECRET });
    await push();

    expect(outcomes()).toEqual([
      ['ping', 200, 'OK'],
      ['push', 200, 'OK'],
    ]);
  });

  test('refused, if the secret is another one', async () => {
    const hook_id = await shop.addHook(receiver.url, { secret: 'other' });
    await shop.github.settled();

    expect(outcomes()).toEqual([['ping', 403, 'Invalid HTTP Response: 403']]);
    const { data } = await shop.client.repos.getWebhook({ ...SHOP, hook_id });
    expect(data.last_response).toEqual({
      code: 403,
      status: 'misconfigured',
      message: 'Invalid HTTP Response: 403',
    });
  });

  test('failed, if nothing listens, without any second attempt', async () => {
    const { url } = receiver;
    await receiver.close();
    receiver = await Receiver.start();
    await shop.addHook(url);
    await shop.github.settled();

    expect(outcomes()).toEqual([['ping', 502, 'failed to connect']]);
  });

  test('failed, if the address is not on this machine, which nothing leaves', async () => {
    await shop.addHook('https://example.com/hook');
    await shop.addHook('http://192.0.2.1/hook');
    await shop.github.settled();

    expect(outcomes()).toEqual([
      ['ping', 502, 'failed to connect'],
      ['ping', 502, 'failed to connect'],
    ]);
  });

  test('refused, if the receiver redirects it', async () => {
    const { url } = await listen((_, response) => response.writeHead(302, { location: receiver.url }).end());
    await shop.addHook(url, { secret: SECRET });
    await shop.github.settled();

    expect(outcomes()).toEqual([['ping', 302, 'Invalid HTTP Response: 302']]);
    expect(receiver.received).toEqual([]);
  });

  test.each([
    ['does not begin to answer', false],
    ['does not end its answer', true],
  ])('given up after 10 seconds, if the receiver %s', async (_, begins) => {
    const { server, url } = await listen((__, response) => {
      if (begins) response.write('begun');
    });
    const asked = once(server, 'request');
    await shop.addHook(url);
    await asked;
    await clock.advance(9999);
    expect(outcomes()).toEqual([]);
    await clock.advance(1);
    await shop.github.settled();

    expect(outcomes()).toEqual([['ping', 504, 'timed out']]);
  });

  test('given up, if the embedded GitHub ends first', async () => {
    const { server, url } = await listen(() => undefined);
    const asked = once(server, 'request');
    await shop.addHook(url);
    await asked;
    await shop.github.close();

    expect(outcomes()).toEqual([]);
    await shop.checkout.remove();
    shop = await openShop();
  });
});
